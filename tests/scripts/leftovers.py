"""Counts template markup in published feeds, by an HTML parser (html5lib).

    leftovers.py FOLDER     every JSON Feed below FOLDER; exit code 1 if there is any

Text in code is not counted, nor what no reader shows.
"""

import json
import pathlib
import re
import sys

import html5lib

MARKUP = re.compile(r"""\{%|%\}|\{\{[<%]|[>%]\}\}|\{:|^:::|^(import|export) .+ from ['"]""", re.M)
CODE = {"code", "pre", "samp", "kbd", "script", "style", "textarea"}
NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def shown(element):
    """The texts and the attributes of an element, without code."""
    name = element.tag.removeprefix(NAMESPACE) if isinstance(element.tag, str) else ""
    if name not in CODE and isinstance(element.tag, str):
        yield element.text or ""
        yield from element.attrib.values()
        for child in element:
            yield from shown(child)
    yield element.tail or ""


def main():
    found = entries = 0
    feeds = sorted(pathlib.Path(sys.argv[1]).rglob("feed.json"))
    seen = set()
    for feed in feeds:
        for item in json.loads(feed.read_text(encoding="utf-8"))["items"]:
            if item["id"] in seen:
                continue
            seen.add(item["id"])
            entries += 1
            tree = html5lib.HTMLParser().parseFragment(item.get("content_html", ""))
            texts = [*shown(tree), item.get("title", ""), item.get("summary", ""),
                     item.get("content_text", "") if "<pre" not in item.get("content_html", "")
                     and "<code" not in item.get("content_html", "") else ""]
            for text in texts:
                for match in MARKUP.finditer(text):
                    found += 1
                    around = text[max(0, match.start() - 40):match.end() + 40]
                    print(f"{item['url']}: {' '.join(around.split())}")
    print(f"{found} pieces of template markup in {entries} entries of {len(feeds)} feeds")
    sys.exit(1 if found or not feeds else 0)


main()
