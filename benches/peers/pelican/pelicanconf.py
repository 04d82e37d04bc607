SITENAME = "Generated"
SITEURL = "https://www.example.org"
TIMEZONE = "Europe/Paris"
PATH = "content"
AUTHOR = "Generated"
FEED_DOMAIN = SITEURL
FEED_ATOM = "atom.xml"
CATEGORY_FEED_ATOM = "categories/{slug}/atom.xml"
TAG_FEED_ATOM = "tags/{slug}/atom.xml"
FEED_ALL_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
# The feeds alone: no page is written for an article.
ARTICLE_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = []
