//! What Jekyll and Hugo make of a date, as the table in `docs/dates.md` has it.

use chrono_tz::Europe::Paris;
use feedmill::generator::Generator;
use feedmill::model::Scalar;

use super::table::rows;
use super::{read_in, site};

fn told(text: &str, plain: bool, generator: &str) -> Option<String> {
    let scalar = Scalar { text: text.to_owned(), plain };
    let reading = read_in(Paris, text);
    let generator = Generator::named(generator).unwrap();
    generator.date_read_otherwise(&scalar, &reading, &site(Paris)).map(|remark| remark.message)
}

#[test]
fn every_row_is_told() {
    for row in rows("Where Jekyll and Hugo") {
        let [written, ours, name, theirs, _] = row[..] else { panic!("{row:?}") };
        assert_eq!(read_in(Paris, written).timestamp.to_rfc3339(), ours, "{written}");
        let expected = match theirs {
            "today" => format!("{name} publishes this date in the month of its run"),
            instant => format!("{name} publishes this date as `{instant}`"),
        };
        assert_eq!(told(written, true, &name.to_lowercase()), Some(expected), "{written}");
    }
}

#[test]
fn nothing_is_told_where_all_agree() {
    for written in [
        "2024-06-27 13:49:00 +02:00",
        "2024-06-27 13:49:00 -4",
        "2024-06-27",
        "2024-06-27 13:49",
        "Thu, 27 Jun 2024 13:49:00 +0200",
        "June 27, 2024",
        "15 mars 2023",
    ] {
        assert_eq!(told(written, true, "jekyll"), None, "{written}");
        assert_eq!(told(written, true, "hugo"), None, "{written}");
    }
    assert_eq!(told("2024-06-27 13:49:00", false, "jekyll"), None);
    assert_eq!(told("20240627", false, "hugo"), None);
}
