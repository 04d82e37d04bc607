# The pages for people, in French. See docs/pages.md for what a message file may hold.

thousands = {" "}

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date = { $day ->
    [1] 1er { $month } { $year }
   *[other] { $day } { $month } { $year }
}

skip = Aller au contenu
index-title = { $title } : s’abonner
index-lead = Recevez chaque nouvel article dès qu’il paraît, dans l’application de votre choix. Ce site ne vous demande ni compte ni adresse électronique, et ne sait pas ce que vous lisez.
feed-title = { $feed } : s’abonner – { $site }
all-feeds = Tous les flux
trail = Fil d’Ariane

kind-site = Tout le site
kind-section = Section
kind-category = Catégorie
kind-tag = Étiquette
kind-named = Sélection
about-section = { $site } : les articles de la section « { $feed } ».
about-category = { $site } : les articles de la catégorie « { $feed } ».
about-tag = { $site } : les articles qui portent l’étiquette « { $feed } ».
group-named = Sélections
group-sections = Sections
group-categories = Catégories
group-tags = Étiquettes
on-this-page = Sur cette page

articles = { $count ->
    [0] Aucun article
    [one] { $number } article
   *[other] { $number } articles
}
feeds = { $count ->
    [one] { $number } flux
   *[other] { $number } flux
}
per-day = environ { $number } par jour
per-week = environ { $number } par semaine
per-month = environ { $number } par mois
per-year = environ { $number } par an
rarely = moins d’un par an
last = dernier le { $date }
ended = Ce flux s’est arrêté le { $date }.
moved = Ce flux a déménagé.
moved-to = Voir sa nouvelle page
empty = Rien n’a encore paru ici.

latest = Derniers articles
latest-of = { $title } : derniers articles
addresses = Adresse du flux
addresses-of = Adresses du flux « { $title } »
copy = Copier
copy-address = Copier l’adresse { $format } : { $title }
copied-short = Copié
not-copied = L’adresse est sélectionnée : copiez-la avec Ctrl + C, ou ⌘ C sur un Mac.
open-in = Ouvrir dans
open-feed-in = { $reader } : s’abonner au flux « { $title } »
application = une autre application

what-title = Qu’est-ce qu’un flux ?
what-text = Un flux est la liste des derniers articles, écrite pour les logiciels. Un lecteur de flux la consulte à votre place et vous montre ce qui est nouveau : rien ne vous échappe, aucun algorithme ne choisit pour vous, et personne ne sait ce que vous lisez.
step-1-title = Choisissez un lecteur
step-1-text = Il en existe pour téléphone, pour ordinateur et dans le navigateur ; beaucoup sont libres et gratuits. Certains logiciels de messagerie, comme Thunderbird, en sont aussi.
step-2-title = Copiez une adresse
step-2-text = Prenez celle du site entier, ou celles des seuls sujets qui vous intéressent.
step-3-title = Collez-la dans le lecteur
step-3-text = Les nouveaux articles y arriveront d’eux-mêmes. Pour vous désabonner, supprimez le flux du lecteur.
formats-title = Atom, RSS ou JSON ?
formats-text = Les trois disent la même chose. Si vous hésitez, prenez Atom.

search-tags = Chercher une étiquette
search-sections = Chercher une section
search-named = Chercher une sélection
search-categories = Chercher une catégorie
search-found = Résultats : { $number }
most-used = Les { $number } plus fréquentes
see-all-tags = Voir les { $number } étiquettes
see-all-categories = Voir les { $number } catégories
see-all-sections = Voir les { $number } sections
range = { $first } – { $last }
ranges = Pages, par ordre alphabétique

opml-title = Tous les flux en un fichier
opml-text = Les lecteurs de flux importent ce fichier en une fois ; les flux y sont rangés par groupes.
opml-link = Télécharger le fichier OPML
privacy = Cette page n’appelle aucun autre site et ne dépose aucun cookie.
made-with = Réalisé avec { $generator }.

xml-title = Ceci est un flux : une page pour les lecteurs de flux.
xml-text = Pour vous abonner, copiez l’adresse de cette page dans la barre d’adresse du navigateur, et collez-la dans un lecteur de flux. Les nouveaux articles y arriveront d’eux-mêmes.
xml-address = Adresse de ce flux :
xml-page = Tous les flux de ce site :
