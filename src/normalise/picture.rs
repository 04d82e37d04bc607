//! The lead picture.

use url::Url;

use super::fields::Fields;
use crate::config::Field;
use crate::model::Picture;
use crate::problem::Code;

/// The lead picture, its address made absolute against the permalink.
pub(super) fn picture(fields: &mut Fields<'_>, permalink: &Url) -> Option<Picture> {
    // A mapping or a list here is a habit of some sites whose picture stands deeper inside; the
    // paths known for it are tried before, so what is left says nothing about a picture.
    let node = fields.find(Field::Picture)?;
    let written = fields.scalar(node)?;
    match permalink.join(&written.value) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Some(Picture {
            url: url.into(),
            alternative: fields.text(Field::PictureAlternative).map(|text| text.value),
            caption: fields.text(Field::PictureCaption).map(|text| text.value),
        }),
        _ => {
            let problem = fields
                .problem(Code::UrlInvalid, "this is not the address of a picture", &written.span)
                .label("expected a path or an address that begins with `https://`")
                .help("the article is published without a lead picture");
            fields.report(problem);
            None
        }
    }
}
