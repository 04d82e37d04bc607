//! What a page hides from everyone (HTML, section 6.1; CSS Display 3, section 2.5).

use crate::html::Element;

/// Whether an element is hidden: by its attribute, or by `display: none` or `visibility: hidden` in its
/// style. `hidden="until-found"` is a text to look for.
pub(super) fn is_hidden(element: Element<'_>) -> bool {
    let by_attribute = element
        .attribute("hidden")
        .is_some_and(|value| !value.trim().eq_ignore_ascii_case("until-found"));
    by_attribute || element.attribute("style").is_some_and(hides)
}

/// Whether a style hides its element. The last declaration of a property counts.
fn hides(style: &str) -> bool {
    let (mut display, mut visibility) = (false, false);
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.split('!').next().unwrap_or_default().trim();
        match property.trim() {
            name if name.eq_ignore_ascii_case("display") => {
                display = value.eq_ignore_ascii_case("none");
            }
            name if name.eq_ignore_ascii_case("visibility") => {
                let values = ["hidden", "collapse"];
                visibility = values.iter().any(|hidden| value.eq_ignore_ascii_case(hidden));
            }
            _ => {}
        }
    }
    display || visibility
}
