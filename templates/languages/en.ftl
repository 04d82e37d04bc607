# The pages for people, in English. See docs/pages.md for what a message file may hold.

thousands = ,

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date = { $day } { $month } { $year }

skip = Skip to content
index-title = Subscribe to { $title }
index-lead = Get every new article as soon as it appears, in the app of your choice. This site asks for no account and no email address, and does not know what you read.
feed-title = { $feed }: subscribe – { $site }
all-feeds = All feeds
trail = Breadcrumb

kind-site = The whole site
kind-section = Section
kind-category = Category
kind-tag = Tag
kind-named = Selection
about-section = The articles in the section “{ $feed }” of { $site }.
about-category = The articles of { $site } in the category “{ $feed }”.
about-tag = The articles of { $site } tagged “{ $feed }”.
group-named = Selections
group-sections = Sections
group-categories = Categories
group-tags = Tags
on-this-page = On this page

articles = { $count ->
    [0] No articles
    [one] { $number } article
   *[other] { $number } articles
}
feeds = { $count ->
    [one] { $number } feed
   *[other] { $number } feeds
}
per-day = about { $number } a day
per-week = about { $number } a week
per-month = about { $number } a month
per-year = about { $number } a year
rarely = less than one a year
last = latest on { $date }
ended = This feed ended on { $date }.
moved = This feed has moved.
moved-to = See its new page
empty = Nothing has appeared here yet.

latest = Latest articles
latest-of = Latest articles of { $title }
addresses = Feed address
addresses-of = Addresses of the feed { $title }
copy = Copy
copy-address = Copy the { $format } address of { $title }
copied-short = Copied
not-copied = The address is selected: copy it with Ctrl + C, or ⌘ C on a Mac.
open-in = Open in
open-feed-in = Subscribe to { $title } in { $reader }
application = another app

what-title = What is a feed?
what-text = A feed is the list of the latest articles, written for software. A feed reader looks at it for you and shows you what is new: you miss nothing, no algorithm chooses for you, and nobody knows what you read.
step-1-title = Choose a reader
step-1-text = There are readers for phones, for computers and in the browser; many are free and open source. Some email programs, such as Thunderbird, are readers too.
step-2-title = Copy an address
step-2-text = Take that of the whole site, or those of the subjects you care about.
step-3-title = Paste it into the reader
step-3-text = New articles will arrive by themselves. To unsubscribe, remove the feed from the reader.
formats-title = Atom, RSS or JSON?
formats-text = All three say the same. If in doubt, take Atom.

search-tags = Find a tag
search-sections = Find a section
search-named = Find a selection
search-categories = Find a category
search-found = Results: { $number }
most-used = The { $number } most used
see-all-tags = See all { $number } tags
see-all-categories = See all { $number } categories
see-all-sections = See all { $number } sections
range = from { $first } to { $last }
ranges = Pages, in alphabetical order

opml-title = All feeds in one file
opml-text = Feed readers import this file in one go; the feeds in it are grouped.
opml-link = Download the OPML file
privacy = This page contacts no other site and sets no cookies.
made-with = Made with { $generator }.

xml-title = This is a feed: a page for feed readers.
xml-text = To subscribe, copy the address of this page from the browser’s address bar, and paste it into a feed reader. New articles will arrive there by themselves.
xml-address = Address of this feed:
xml-page = All feeds of this site:
