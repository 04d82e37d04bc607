"""A second reading of published bodies, by another HTML parser (html5lib).

    bodies.py feeds FOLDER       every entry of every feed below FOLDER
    bodies.py composed FILE      what `FEEDMILL_CORPUS_OUT` of tests/compose/corpus.rs names

Tells of relative URLs, links to parts of an entry that it does not have, elements and attributes that
should not be there, tags without their partner, feeds whose formats show different bodies, and, of composed bodies, of words that the
rendered source shows, and the entry neither shows nor reports as lost, or the other way round. Exit code 1 if there are any.
"""

import collections
import html
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote

import html5lib

# Written down by hand from what readers and inboxes are known to take; not from src.
ELEMENTS = set(
    """a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd
    del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img
    ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup
    table tbody td tfoot th thead time tr u ul var wbr""".split()
)
ATTRIBUTES = set(
    """abbr align alt cite colspan datetime dir height href hreflang id lang longdesc open reversed
    rowspan scope sizes span src srcset start style title type value width""".split()
)
URLS = {"href", "src", "cite", "longdesc", "poster", "data", "action"}
SCHEMES = re.compile(r"^(https?://[^/]|(mailto|tel|sms|geo|xmpp|magnet|news|sips?|matrix|ftps?|"
                     r"gemini|ircs?|webcal):|data:image/(png|jpeg|gif|webp|avif)[;,])", re.I)
# How an id of an entry begins. A link to a part that the page alone has leads to the page.
OWN = re.compile(r"(fn(ref)?[:-])?e[0-9a-f]{8}-")
NAMESPACE = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
SVG = "{http://www.w3.org/2000/svg}"
# The elements and attributes of MathML Core (W3C), without those that lead or run somewhere.
MATH_ELEMENTS = set(
    """math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none""".split()
)
MATH_ATTRIBUTES = set(
    """accent accentunder alttext columnspan depth dir display displaystyle fence form height largeop
    linethickness lspace mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel
    separator stretchy symmetric voffset width""".split()
)
# What no reader of HTML shows: programs, the choices of a form, and what stands in for a player. Of a
# formula its notes for programs.
UNSEEN = set(
    """applet area base basefont bgsound datalist fencedframe frame frameset head link map menuitem
    meta noembed noframes noscript optgroup option param portal script select slot source style
    template textarea title track audio video iframe embed object""".split()
) | {f"{MATH}annotation", f"{MATH}annotation-xml"}
# What a drawing has of words for people.
DRAWN = {f"{SVG}{name}" for name in ("title", "desc", "text", "foreignObject")}
HIDDEN = re.compile(r"(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)


def faults(url, body):
    """What is wrong with the body of the entry at an address."""
    parser = html5lib.HTMLParser()
    tree = parser.parseFragment(body)
    for (line, column), code, details in parser.errors:
        yield f"{line}:{column}: not balanced or not well formed: {code} {details}"
    ids = collections.Counter()
    for element in tree.iter():
        if not isinstance(element.tag, str) or element is tree:
            continue
        name = element.tag.removeprefix(NAMESPACE)
        is_formula = name.startswith(MATH)
        if name.removeprefix(MATH) not in (MATH_ELEMENTS if is_formula else ELEMENTS):
            yield f"element {name}"
        for attribute, value in element.attrib.items():
            if attribute not in (MATH_ATTRIBUTES if is_formula else ATTRIBUTES):
                yield f"attribute {attribute} of {name}"
            if attribute == "id":
                ids[value] += 1
            if attribute in URLS and not SCHEMES.match(value):
                yield f"URL {attribute}={value!r} of {name}"
            if attribute == "srcset":
                for candidate in re.split(r",\s+", value):
                    if not SCHEMES.match(candidate.strip()):
                        yield f"URL srcset={candidate!r}"
            if attribute == "style" and re.search(r"url|expression|position|\\|/\*", value, re.I):
                yield f"style {value!r}"
    for element in tree.iter():
        href = element.attrib.get("href", "") if isinstance(element.tag, str) else ""
        page, _, fragment = href.partition("#")
        # An address is written with more or fewer escapes.
        is_own = OWN.match(fragment) and unquote(page) == unquote(url)
        if is_own and unquote(fragment) not in ids:
            yield f"link to {href}, which is not in the entry"
    for identifier, count in ids.items():
        if count > 1:
            yield f"id {identifier} stands {count} times"


def words(body, composed):
    """The visible words, without marks that only one side writes."""
    # As a document, since html5lib loses what a fragment's table does not take.
    tree = html5lib.parse(f"<!DOCTYPE html><title></title><body>{body}").find(f"{NAMESPACE}body")
    parts = []

    def visit(element, drawn=None):
        """Adds what is seen of an element; `drawn` says whether that of a drawing is for people."""
        name = element.tag.removeprefix(NAMESPACE) if isinstance(element.tag, str) else None
        if name == f"{SVG}svg":
            drawn = False
        attributes = element.attrib
        hidden = name is not None and ("hidden" in attributes or HIDDEN.search(attributes.get("style", "")))
        if name is not None and (composed or not (name in UNSEEN or hidden)):
            drawn = True if name in DRAWN else drawn
            sources = ("src", "srcset", "data-src", "data-srcset", "data-original")
            if name == "img" and not any(map(attributes.get, sources)) and "alt" in attributes:
                parts.append(" " + attributes["alt"] + " ")
            parts.append(element.text or "" if drawn is not False else "")
            for child in element:
                visit(child, drawn)
                parts.append(child.tail or "" if drawn is not False else "")

    visit(tree)
    # Neither the way back from a note, nor the sign of an alert or a check box, is in the source;
    # and the numbers of notes differ with where they stand.
    text = re.sub(r"[↩☑☐💡❗🛑ℹ⚠\ufe0f]", " ", "".join(parts))
    # kramdown's attribute lists are taken off.
    text = re.sub(r"\{:[^}\n]*\}", " ", text)
    return collections.Counter(re.findall(r"[^\W\d_]+", text))


def feed_bodies(path):
    """The addresses and bodies of a feed with full content, in its order."""
    if path.suffix == ".json":
        items = json.loads(path.read_text())["items"]
        return [(item["url"], item.get("content_html", "")) for item in items]
    root = ElementTree.parse(path).getroot()
    atom, content = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
    entries = root.findall(f"{atom}entry") or root.findall("channel/item")
    # Of an item without a summary the body is the description.
    names = [f"{atom}content", f"{content}encoded", "description"]
    found = (next((e.find(name) for name in names if e.find(name) is not None), None) for e in entries)
    links = (e.findtext("link") or e.find(f"{atom}link[@rel='alternate']").get("href") for e in entries)
    return [(url, "" if body is None else body.text or "") for url, body in zip(links, found)]


def check_feeds(folder):
    bad, seen = 0, {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.name not in ("atom.xml", "rss.xml", "feed.json"):
            continue
        bodies = feed_bodies(path)
        for number, (url, body) in enumerate(bodies):
            if (url, body) in seen:
                continue
            seen[url, body] = path
            for fault in faults(url, body):
                bad += 1
                print(f"{path}: entry {number + 1}: {fault}")
        for sibling in ("atom.xml", "rss.xml"):
            other = path.with_name(sibling)
            if path.name == "feed.json" and other.exists() and feed_bodies(other) != bodies:
                bad += 1
                print(f"{path} and {sibling} show different bodies")
    print(f"{len(seen)} bodies of {folder}, {bad} faults")
    return bad or not seen


def check_composed(file):
    bad = count = worded = 0
    for line in pathlib.Path(file).open(encoding="utf-8"):
        path, url, body, source, told = json.loads(line)
        count += 1
        for fault in faults(url, body):
            bad += 1
            print(f"{path}: {fault}")
        shown, meant = words(body, True), words(source, False)
        lost, added = meant - shown, shown - meant
        # What cannot play in a reader becomes a link, whose words the source does not show.
        if re.search(r"<(iframe|video|audio|embed|object|noscript)\b", html.unescape(source)):
            added = collections.Counter()
            lost = collections.Counter()
        if told:
            lost = collections.Counter()
        worded += 1 if lost or added else 0
        if lost or added:
            bad += 1
            print(f"{path}: lost {dict(lost.most_common(8))}, added {dict(added.most_common(8))}")
    print(f"{count} bodies of {file}, {bad} faults, {worded} with other words than their source")
    return bad or not count


if __name__ == "__main__":
    check = {"feeds": check_feeds, "composed": check_composed}[sys.argv[1]]
    sys.exit(1 if check(sys.argv[2]) else 0)
