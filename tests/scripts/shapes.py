#!/usr/bin/env python3
"""What hostile input costs in time: twice the input may be at most three times the work.

    tests/scripts/shapes.py PROGRAM [NAME...]

Each shape is a text that grows. It is built into a site at two sizes, and the instructions are counted, which hang
on no machine and no clock. Needs valgrind (Debian: apt-get install valgrind).
"""
import concurrent.futures, os, pathlib, re, subprocess, sys, tempfile

# At least so many instructions are counted of the larger text: below it, what a build costs anyway hides the growth.
LEAST = 2_000_000
# The larger text, in bytes: front matter may have 64 KiB, and what is not linear shows long before the 16 MiB of a body.
SIZE = 48 * 1024

NOW = ["--now", "2030-01-01T00:00:00Z"]
CONFIGURATION = "title: T\nbase_url: https://www.example.org\npages: {publish: false}\n"
FRONT = "---\ntitle: x\ndate: 2024-06-27 13:49:00 +02:00\n---\n"


def body(start="", unit="", end="", templates="any", name="x.md", front=FRONT):
    """An article whose body is `unit` again and again; `{n}` in it counts."""
    def files(size):
        return {"feedmill.yaml": CONFIGURATION + f"templates: {templates}\n",
                f"content/{name}": front + start + repeated(unit, size) + end + "\n"}
    return SIZE, ["build"], files


def nested(opening, inner, closing, **more):
    """An article in which `opening` stands as often as `closing`."""
    def files(size):
        number = size // (len(opening) + len(closing))
        text = opening * number + inner + closing * number
        return body(start=text, **more)[2](0)
    return SIZE, ["build"], files


def html(start="", unit="", end=""):
    return body(start, unit, end, name="x.html")


def head(start="", unit="", end="", fences=("---\ntitle: x\ndate: 2024-06-27 13:49:00 +02:00\n", "---\n")):
    """An article in whose front matter `unit` stands again and again."""
    def files(size):
        text = fences[0] + start + repeated(unit, size) + end + "\n" + fences[1] + "x\n"
        return {"feedmill.yaml": CONFIGURATION, "content/x.md": text}
    return SIZE, ["build"], files


def toml(start="", unit="", end=""):
    return head(start, unit, end, ('+++\ntitle = "x"\ndate = 2024-06-27T13:49:00+02:00\n', "+++\n"))


def json(start="", unit="", end=""):
    return head(start, unit, end, ('{"title": "x", "date": "2024-06-27 13:49:00 +02:00",\n', "}\n"))


def feed(start, unit, end, command=("adopt", "old")):
    """A feed of a stranger's."""
    def files(size):
        return {"feedmill.yaml": CONFIGURATION, "content/x.md": FRONT + "x\n",
                "old": start + repeated(unit, size) + end}
    return SIZE, list(command), files


def page(start="", unit="", end="", selector=None):
    """A page of the built site."""
    def files(size):
        settings = "{folder: _site" + (f", body: '{selector}'" if selector else "") + "}"
        text = f"<!DOCTYPE html><title>x</title><main><h1>x</h1>{start}{repeated(unit, size)}{end}</main>"
        return {"feedmill.yaml": CONFIGURATION + f"permalink: /:slug/\nbuilt: {settings}\n",
                "content/x.md": FRONT + "x\n", "_site/x/index.html": text}
    return SIZE, ["build"], files


def ledger(unit):
    def files(size):
        return {"feedmill.yaml": CONFIGURATION, "content/x.md": FRONT + "x\n",
                "feedmill.lock": "# feedmill.lock 1:\n" + repeated(unit, size)}
    return SIZE, ["build"], files


def data(name, start, unit, end, use):
    """A data file that a template reads."""
    def files(size):
        return {"feedmill.yaml": CONFIGURATION + "templates: liquid\n", f"_data/{name}": start + repeated(unit, size) + end,
                "content/x.md": FRONT + use + "\n"}
    return SIZE, ["build"], files


def site(unit, each):
    """Many articles, each with front matter of its own."""
    def files(size):
        number = size // 64
        articles = {f"content/a{n}.md": f"---\ntitle: {unit(n)}\ndate: 2024-06-27 13:49:{n % 60:02} +02:00\n{each(n)}---\nText {n}.\n"
                    for n in range(number)}
        return {"feedmill.yaml": CONFIGURATION} | articles
    return SIZE, ["build"], files


def repeated(unit, size):
    if "{n}" not in unit:
        return unit * (size // len(unit)) if unit else ""
    parts, length, n = [], 0, 0
    while length < size:
        parts.append(unit.replace("{n}", str(n)))
        length, n = length + len(parts[-1]), n + 1
    return "".join(parts)


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>'
RSS = '<rss version="2.0"><channel><title>T</title><link>https://www.example.org/</link><description>d</description>'
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": ['
ENTRY = '<entry><id>{n}</id><title>T{n}</title><link href="https://www.example.org/{n}"/></entry>'
ITEM = "<item><guid>{n}</guid><title>T</title><link>https://www.example.org/{n}</link></item>"

SHAPES = {
    # Markdown
    "text": body(unit="A paragraph of an honest article. "),
    "lines": body(unit="a\n"),
    "paragraphs": body(unit="a\n\n"),
    "quotations in quotations": body(unit="> "),
    "quotations": body(unit="> a\n\n"),
    "lists in lists": nested("- ", "a", ""),
    "lists": body(unit="- a\n"),
    "loose lists": body(unit="- a\n\n"),
    "numbers of lists": body(unit="1. "),
    "lists that end": body(unit="- a\n\n1. b\n\n"),
    "deeper lists": body(unit="* a\n  * b\n    * c\n"),
    "emphasis that opens": body(unit="*a "),
    "emphasis that closes": body(unit="a* "),
    "emphasis": body(unit="*a* "),
    "strong in emphasis": body(unit="*a **b* c** "),
    "underscores": body(unit="a_b__c "),
    "stars": body(unit="*"),
    "strikethrough": body(unit="~~a ~ "),
    "links that open": body(unit="["),
    "links that open with text": body(unit="[a]("),
    "links": body(unit="[a](b) "),
    "links in links": nested("[", "a", "](b)"),
    "pictures in pictures": nested("![", "a", "](b)"),
    "titles that open": body(unit='[a](b "'),
    "angle brackets of links": body(unit="[a](<b"),
    "references": body(unit="[a{n}]: b\n"),
    "references that are used": body(unit="[a{n}]\n\n[a{n}]: b{n}\n\n"),
    "one reference used often": body("[a]: " + "b" * 2000 + "\n\n", "[a] "),
    "references that nobody defines": body(unit="[a][b] "),
    "footnotes": body(unit="[^{n}] \n\n[^{n}]: a\n\n"),
    "footnotes in footnotes": body("[^0]\n\n", "[^{n}]: [^{n}1]\n\n"),
    "one footnote used often": body("[^a]: x\n\n", "[^a] "),
    "code that opens": body(unit="`"),
    "code of many lengths": body(unit="` `` ``` ```` "),
    "code": body(unit="`a` "),
    "fences": body(unit="```\na\n```\n"),
    "fences that open": body(unit="~~~ a\n"),
    "headings": body(unit="# a\n"),
    "headings that are alike": body(unit="## a {#b}\n\n"),
    "underlined headings": body(unit="a\n-\n"),
    "rules": body(unit="---\n\n"),
    "tables": body(unit="|a|b|\n|-|-|\n|c|d|\n\n"),
    "rows": body("|a|b|\n|-|-|\n", "|c|d|\n"),
    "columns": body(unit="|a"),
    "columns and their rule": body("|", "a|", "\n" + "|-" * 20000 + "|"),
    "bars": body("|a|b|\n|-|-|\n", "|"),
    "escapes": body(unit="\\*"),
    "entities": body(unit="&amp;"),
    "entities that do not end": body(unit="&amp"),
    "numbers of characters": body(unit="&#x41;"),
    "addresses": body(unit="https://a.example/b "),
    "addresses in brackets": body(unit="<https://a.example> "),
    "e-mail addresses": body(unit="a@b.example "),
    "definitions": body(unit="a\n: b\n\n"),
    "task lists": body(unit="- [ ] a\n"),
    "mathematics": body(unit="$a$ $$b$$ "),
    "dollars": body(unit="$"),
    "smilies": body(unit=":smile: "),
    "colons": body(unit=":"),
    "containers": body(unit="::: note\na\n:::\n"),
    "containers that open": body(unit="::: note\n"),
    "callouts": body(unit="> [!NOTE]\n> a\n\n"),
    "attribute lists": body(unit="a\n{: .b}\n\n"),
    "braces of attributes": body(unit="{.a "),
    "wide letters": body(unit="é文 "),
    "letters that combine": body("a", "\u0301"),
    "directions": body(unit="\u202ea\u202c"),
    "nothing between blanks": body(unit=" \t"),
    "carriage returns": body(unit="a\r"),
    "hard breaks": body(unit="a  \n"),
    # HTML
    "elements in elements": html(unit="<div>"),
    "elements": html(unit="<p>a</p>"),
    "elements that never open": html(unit="</p>"),
    "elements that are not known": html(unit="<x-{n}>a</x-{n}>"),
    "formatting": html(unit="<b><i>"),
    "formatting in blocks": html(unit="<b><p>"),
    "formatting that crosses": html(unit="<b><i>a</b></i>"),
    "links of HTML": html(unit="<a href=b>"),
    "lists of HTML": html(unit="<ul><li>"),
    "tables in tables": html(unit="<table><tr><td>"),
    "text in tables": html("<table>", "a<tr>"),
    "cells": html("<table>", "<tr><td>a"),
    "spans of cells": html("<table>", '<tr><td rowspan=1000 colspan=1000>a'),
    "selects": html(unit="<select><option>"),
    "attributes": html(unit="<b a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8>a</b>"),
    "attributes of one tag": html("<b ", "a{n} ", ">x</b>"),
    "one attribute again and again": html("<b ", "a ", ">x</b>"),
    "tags that do not end": html(unit="<b "),
    "tags": html(unit="<"),
    "values that do not end": html(unit='<b a="'),
    "long values": html('<b title="', "a", '">x</b>'),
    "styles": html('<b style="', "color:red;", '">x</b>'),
    "styles of elements": html(unit='<b style="color:red">a</b>'),
    "classes": html('<b class="', "a{n} ", '">x</b>'),
    "comments": html(unit="<!-- a -->"),
    "comments that do not end": html(unit="<!--"),
    "ends of comments": html("<!--", "--!"),
    "declarations": html(unit="<!DOCTYPE a>"),
    "instructions": html(unit="<?a"),
    "scripts": html(unit="<script>a</script>"),
    "scripts that do not end": html(unit="<script>"),
    "templates of HTML": html(unit="<template>"),
    "plain text": html("<plaintext>", "<b>"),
    "pre": html(unit="<pre>\na</pre>"),
    "drawings": html(unit="<svg><path d='M0 0'/></svg>"),
    "drawings in drawings": html(unit="<svg><g>"),
    "formulas": html(unit="<math><mi>a</mi></math>"),
    "formulas in formulas": html(unit="<math><mtext>"),
    "foreign content": html(unit="<svg><foreignObject><math><annotation-xml encoding='text/html'>"),
    "frames": html(unit="<iframe src=https://www.youtube-nocookie.com/embed/a></iframe>"),
    "films": html(unit="<video><source src=a.mp4></video>"),
    "pictures": html(unit="<img src=a.png>"),
    "sources of pictures": html("<img srcset='", "a.png 1x,", "' src=a.png>"),
    "sources of one picture": html("<picture>", "<source srcset=a.png>", "<img src=a.png></picture>"),
    "pictures written into the text": html("<img src='data:image/png;base64,", "AAAA", "'>"),
    "details": html(unit="<details><summary>a</summary>"),
    "nothing in tags": html(unit="<p></p>"),
    "tags in Markdown": body(unit="a <b>b</b> "),
    "blocks of HTML in Markdown": body(unit="<div>\n\na\n\n</div>\n\n"),
    "tags that stay open in Markdown": body(unit="<b>a\n\n"),
    "less-than signs in Markdown": body(unit="a < b "),
    "comments in Markdown": body(unit="<!-- a\n"),
    # Templates
    "open braces": body(unit="{{ "),
    "closed braces": body(unit="}} "),
    "braces": body(unit="{"),
    "percent signs": body(unit="{% "),
    "values of Liquid": body(unit="{{ page.title }}", templates="liquid"),
    "values of Liquid that do not end": body(unit="{{ ", templates="liquid"),
    "tags of Liquid that do not end": body(unit="{% ", templates="liquid"),
    "conditions of Liquid in conditions": nested("{% if a %}", "x", "{% endif %}", templates="liquid"),
    "conditions of Liquid": body(unit="{% if a %}b{% endif %}", templates="liquid"),
    "comments of Liquid": body(unit="{% comment %}a{% endcomment %}", templates="liquid"),
    "code in a block of Liquid": body("{% tablerow i in a %}", "`b` ", "{% endtablerow %}", templates="liquid"),
    "raw Liquid": body(unit="{% raw %}a{% endraw %}", templates="liquid"),
    "raw Liquid that does not end": body(unit="{% raw %}", templates="liquid"),
    "filters of Liquid": body("{{ 'a'", " | upcase", " }}", templates="liquid"),
    "texts of Liquid": body('{{ "', "a", '" }}', templates="liquid"),
    "shortcodes of Hugo": body(unit="{{< a >}}", templates="hugo"),
    "shortcodes of Hugo that do not end": body(unit="{{< a ", templates="hugo"),
    "shortcodes of Hugo in shortcodes": nested("{{< a >}}", "x", "{{< /a >}}", templates="hugo"),
    "shortcodes of Hugo that open": body(unit="{{% a %}}", templates="hugo"),
    "arguments of Hugo": body("{{< a ", 'b{n}="c" ', ">}}", templates="hugo"),
    "shortcodes of any": body(unit="{{< a "),
    "comments of Hugo": body(unit="{{</* a */>}}", templates="hugo"),
    "calls of Zola": body(unit="{{ a(b=1) }}", templates="zola"),
    "calls of Zola in calls": nested("{% a() %}", "x", "{% end %}", templates="zola"),
    "references of Zola": body(unit="[a](@/b.md) ", templates="zola"),
    "references of Pelican": body(unit="[a]({static}/b.pdf) "),
    "references of Pelican that do not end": body(unit="{static}("),
    "components": body(unit="<A b={c}>d</A>\n\n", name="x.mdx"),
    "components in components": nested("<A>\n", "a\n", "</A>\n", name="x.mdx"),
    "expressions of MDX": body(unit="{a} ", name="x.mdx"),
    "braces of MDX": body(unit="{", name="x.mdx"),
    "imports": body(unit="import a from 'b'\n", name="x.mdx"),
    # Front matter
    "lists of YAML in lists": head("a: ", "["),
    "lists of YAML": head("a:\n", "- b\n"),
    "mappings of YAML": head("a:\n", "  b{n}: c\n"),
    "mappings of YAML in mappings": head("a: ", "{b: "),
    "keys of YAML": head("", "a{n}: b\n"),
    "one key of YAML": head("", "a: b\n"),
    "quotes of YAML": head('a: "', "\\n", '"'),
    "long values of YAML": head("a: ", "b c "),
    "lines of a value of YAML": head("a: |\n", "  b\n"),
    "folded lines of YAML": head("a: >\n", "  b\n\n"),
    "lines of a plain value of YAML": head("a: b\n", "  c\n"),
    "anchors of YAML": head("a:\n", "- &b{n} c\n"),
    "aliases of YAML": head("a: &b [c]\nd:\n", "- *b\n"),
    "anchors and aliases of YAML": head("a:\n", "- &b{n} c\n- *b0\n"),
    "merge keys of YAML": head("a: &b {c: d}\n", "e{n}: {<<: *b}\n"),
    "types of YAML": head("a:\n", "- !!str b\n"),
    "comments of YAML": head("", "# a\n"),
    "colons of YAML": head("a: ", "b: "),
    "dashes of YAML": head("a: ", "- "),
    "blanks of YAML": head("a:", " ", "b"),
    "keys of YAML that do not end": head("? ", "a? "),
    "lists of TOML in lists": toml("a = ", "["),
    "lists of TOML": toml("a = [", "1,", "]"),
    "keys of TOML": toml("", "a{n} = 1\n"),
    "keys of TOML in keys": toml("a", ".b", " = 1"),
    "tables of TOML": toml("", "[a{n}]\n"),
    "lists of tables of TOML": toml("", "[[a]]\nb = 1\n"),
    "texts of TOML": toml('a = """', "\\n", '"""'),
    "lists of JSON in lists": json('"a": ', "["),
    "lists of JSON": json('"a": [', "1,", "1]"),
    "members of JSON": json("", '"a{n}": 1,', '"b": 1'),
    "texts of JSON": json('"a": "', "\\n", '"'),
    "titles": head("title: ", "a "),
    "titles of marks": head("title: '", "<b>", "'"),
    "tags of an article": head("tags: [", "a{n}, ", "]"),
    "one tag again and again": head("tags: [", "a, ", "]"),
    "a long tag": head("tags: [", "é", "]"),
    "dates": head("updated: ", "2024-06-27 "),
    "digits": head("updated: ", "1"),
    "slugs": head("slug: ", "a-"),
    "permalinks": head("permalink: /", "a/"),
    "names of authors": head("authors: [", "a{n}, ", "]"),
    "authors in one text": head("author: ", "a <b@c.example>, "),
    "brackets of authors": head("author: ", "[a]("),
    "summaries": head("summary: '", "<b>a</b> ", "'"),
    "files of an episode": head("audio: /", "a/", ".mp3"),
    # Sites
    "articles": site(lambda n: f"T{n}", lambda n: ""),
    "articles that are alike": site(lambda n: "T", lambda n: ""),
    "articles with a tag each": site(lambda n: f"T{n}", lambda n: f"tags: [t{n}]\n"),
    "articles of one address": site(lambda n: f"T{n}", lambda n: "slug: s\n"),
    "articles of one id": site(lambda n: f"T{n}", lambda n: "id: s\n"),
    "lines of the ledger": ledger("file\tfeeds/a{n}.txt\n"),
    "articles of the ledger": ledger("article\t00000000\thttps://www.example.org/{n}\tcontent/{n}.md\thttps://www.example.org/{n}\t2024-06-27T11:49:00Z\t-\t-\n"),
    "feeds of the ledger": ledger("feed\ttags/{n}\thttps://www.example.org/{n}\tT\t-\n"),
    # Data of templates
    "values of data": data("a.json", "[", "{n},", "0]", "{{ site.data.a | size }}"),
    "equal values of data": data("a.json", "[", "1,", "0]", "{{ site.data.a | uniq | size }}"),
    "values of data once each": data("a.json", "[", "{n},", "0]", "{{ site.data.a | uniq | size }}"),
    "groups of data": data("a.json", "[", '{"b": {n}},', '{"b": 0}]', "{{ site.data.a | group_by: 'b' | size }}"),
    "data in order": data("a.json", "[", "{n},", "0]", "{{ site.data.a | sort | first }}"),
    "data that is joined": data("a.json", "[", '"a",', '"b"]', "{{ site.data.a | join: ', ' | size }}"),
    "data of YAML": data("a.yml", "", "- {b: {n}}\n", "", "{{ site.data.a | map: 'b' | size }}"),
    "data of CSV": data("a.csv", "b,c\n", "{n},2\n", "", "{{ site.data.a | where: 'b', '1' | size }}"),
    # Feeds of strangers
    "entries of Atom": feed(ATOM, ENTRY, "</feed>"),
    "items of RSS": feed(RSS, ITEM, "</channel></rss>"),
    "items of JSON Feed": feed(JSON_FEED, '{"id": "{n}", "title": "T"},', '{"id": "a"}]}'),
    "items that are alike": feed(JSON_FEED, '{"id": "a", "title": "T"},', '{"id": "a"}]}'),
    "elements of XML in elements": feed(ATOM, "<a>", ""),
    "attributes of XML": feed(ATOM + "<a ", 'b{n}="c" ', "/></feed>"),
    "entities of XML": feed(ATOM + "<subtitle>", "&amp;", "</subtitle></feed>"),
    "two feeds of Atom": feed(ATOM, ENTRY, "</feed>", ("diff", "old", "old")),
    "a feed and another": feed(JSON_FEED, '{"id": "{n}", "title": "T"},', '{"id": "a"}]}', ("diff", "old")),
    # Built pages
    "text of a page": page(unit="<p>A paragraph of an honest page.</p>"),
    "elements of a page in elements": page(unit="<div>"),
    "elements of a page": page(unit="<div><p>a</p></div>"),
    "articles of a page": page(unit="<article><p>a</p></article>"),
    "classes of a page": page(unit='<div class="a b content">a</div>'),
    "links of a page": page(unit="<a href=/x/>a</a>"),
    "times of a page": page(unit="<time datetime=2024-06-27>a</time>"),
    "metadata of a page": page(unit='<meta property="og:title" content="a">'),
    "structured data of a page": page("<script type=application/ld+json>[", '{"@type": "Article"},', "{}]</script>"),
    "elements that a selector asks for": page(unit="<div><p>a</p></div>", selector="main div p"),
    "elements that a selector asks what they have": page(unit="<div><p>a</p></div>", selector="main:has(div p)"),
    "places that a selector counts": page(unit="<p>a</p>", selector="p:nth-child(2n+1)"),
    "neighbours that a selector asks for": page(unit="<p>a</p>", selector="h1 ~ p"),
}


def instructions(program, command, files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            target = pathlib.Path(root, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        # One thread: which of several waits how long is chance.
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *command, *NOW], cwd=root,
            env={**os.environ, "RAYON_NUM_THREADS": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace")
        if run.returncode not in (0, 1, 2, 3):
            sys.exit(f"{command} ended with {run.returncode}: {run.stdout[-2000:]}")
        return int(re.search(r"Collected : (\d+)", run.stdout)[1])


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    names = sys.argv[2:] or list(SHAPES)

    def measure(name):
        size, command, files = SHAPES[name]
        return [instructions(program, command, files(part)) for part in (size // 2, size)]

    none = instructions(program, ["build"], body()[2](0))
    failed = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, (half, whole) in zip(names, pool.map(measure, names)):
            growth = (whole - none) / max(half - none, 1)
            is_wrong = whole - none > LEAST and growth > 3
            print(f"{name:50} {whole - none:>13,} {growth:5.1f}{'  more than 3 times' if is_wrong else ''}", flush=True)
            failed += [name] if is_wrong else []
    print(f"{len(names)} shapes, {len(failed)} of them grow by more than their size")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
