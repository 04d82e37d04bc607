//! The lead picture and the banner.

use url::Url;

use super::fields::{Fields, Written, problem};
use crate::config::Field;
use crate::model::{Picture, web_address};
use crate::problem::Code;

/// The lead picture, its address made absolute against the permalink.
pub(super) fn picture(fields: &mut Fields<'_>, permalink: &Url) -> Option<Picture> {
    let address = address(fields, Field::Picture, permalink)?;
    Some(Picture {
        url: address.value,
        span: address.span,
        alternative: fields.text(Field::PictureAlternative).map(|text| text.value),
        caption: fields.text(Field::PictureCaption).map(|text| text.value),
    })
}

/// The address of the picture above all else.
pub(super) fn banner(fields: &mut Fields<'_>, permalink: &Url) -> Option<String> {
    address(fields, Field::Banner, permalink).map(|address| address.value)
}

fn address(fields: &mut Fields<'_>, field: Field, permalink: &Url) -> Option<Written> {
    // A mapping or a list here is a habit of some sites whose picture stands deeper inside; the
    // paths known for it are tried before, so what is left says nothing about a picture.
    let node = fields.find(field)?;
    if node.as_scalar()?.as_bool().is_some() {
        return None;
    }
    let written = fields.scalar(node)?;
    let base = &fields.config.site.base_url;
    let profile = fields.config.profile();
    // A path that begins with the site's own is whole already.
    let is_whole = ["//", base.path()].iter().any(|start| written.value.starts_with(start));
    let address = if profile.has_site_pictures && !is_whole {
        web_address(written.value.trim_start_matches('/'), base)
    } else {
        web_address(&written.value, permalink)
    };
    let Some(url) = address else {
        let problem =
            problem(Code::UrlInvalid, "this is not the address of a picture", &written.span)
                .label("expected a path or an address that begins with `https://`")
                .help("the article is published without it");
        fields.report(problem);
        return None;
    };
    Some(Written { value: url.into(), span: written.span })
}
