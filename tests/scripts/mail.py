"""Sends every entry of a JSON Feed through a mail library and reads it back.

    mail.py FEED…            exit code 1 if a part does not come back as it went in
    mail.py --show FEED…     prints what a person without HTML would read
"""

import email.message
import email.parser
import email.policy
import json
import pathlib
import sys


def message(item):
    """The entry as a newsletter sends it: plain text, and HTML as the better alternative."""
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["Subject"] = item["title"]
    mail["From"], mail["To"] = "a@example.org", "b@example.org"
    mail.set_content(item["content_text"])
    mail.add_alternative(item.get("content_html") or item["content_text"], subtype="html")
    return mail.as_bytes()


def faults(item):
    sent = message(item)
    if any(len(line) > 998 for line in sent.split(b"\r\n")):
        yield "a line is longer than RFC 5322, section 2.1.1 allows"
    mail = email.parser.BytesParser(policy=email.policy.default).parsebytes(sent)
    if mail["Subject"] != item["title"]:
        yield f"the subject became {mail['Subject']!r}"
    parts = [("plain", item["content_text"]), ("html", item.get("content_html"))]
    for subtype, wanted in parts:
        read = mail.get_body(preferencelist=(subtype,)).get_content()
        read = read.replace("\r\n", "\n")
        if wanted is not None and read.rstrip("\n") != wanted:
            yield f"the part {subtype} came back otherwise"
    if mail.defects:
        yield f"defects: {mail.defects}"


def main(arguments):
    show = arguments[:1] == ["--show"]
    bad = count = 0
    for path in arguments[show:]:
        for item in json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["items"]:
            count += 1
            if show:
                print(f"===== {item['title']}\n\n{item['content_text']}\n")
            for fault in faults(item):
                bad += 1
                print(f"{path}: {item['id']}: {fault}")
    print(f"{count} entries, {bad} faults")
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
