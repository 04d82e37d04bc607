#!/usr/bin/env bash
# In a real browser: the pages (accessibility, copying, searching, with and without JavaScript), feeds
# that a person opens, and the preview.
#     tests/scripts/pages.sh PROGRAM [FOLDER]
# Writes pictures into FOLDER, if one is named. Installs Chromium and nginx (Debian), playwright-core and
# axe-core (npm) where they are missing.
set -euo pipefail
program=$(realpath "$1")
pictures=${2:+$(realpath "$2")}
cd "$(dirname "$0")/../.."
if ! command -v chromium >/dev/null || ! command -v nginx >/dev/null || ! fc-list | grep -qi inter; then
    root=(); [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium nginx-light fonts-inter >/dev/null
fi
scratch=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$scratch"' EXIT
tools=${FEEDMILL_TOOLS:-$scratch/tools}
mkdir -p "$tools"
[ -d "$tools/node_modules/axe-core" ] ||
    (cd "$tools" && npm install --silent --no-audit --no-fund playwright-core@1 axe-core@4)

# The same letters on every machine.
export FONTCONFIG_FILE=$scratch/fonts.conf
cat >"$FONTCONFIG_FILE" <<'XML'
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <alias binding="same"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
</fontconfig>
XML

# The sample in French, and a site in English with a logo, colours and more tags than the index holds.
build() { "$program" build --site "$1" --now 2026-11-23T00:00:00Z --output "$1/feeds" >/dev/null; }
mkdir -p "$scratch/fr" "$scratch/en/content" "$scratch/en/static"
cp -r content static feedmill.yaml "$scratch/fr/"
build "$scratch/fr"
cat >"$scratch/en/feedmill.yaml" <<'YAML'
title: The Public Works Gazette
description: What the ministry builds, and how
base_url: https://gazette.example
language: en
pages:
  logo: static/logo.svg
  colours:
    light: {accent: "#00533f"}
    dark: {accent: "#6fd6b5"}
YAML
cat >"$scratch/en/static/logo.svg" <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="6" fill="#00533f"/><path d="M10 34V20l14-8 14 8v14h-8V24H18v10z" fill="#fff"/></svg>
SVG
for number in $(seq 1 40); do
    tags=$(seq -s ', ' -f 'Bridge %03g' $((number * 3)) $((number * 3 + 19)))
    printf -- '---\ntitle: Report %d on the state of the bridges\ndate: 2026-%02d-%02d\ncategories: [%s]\ntags: [%s]\n---\nWhat was seen on day %d.\n' \
        "$number" $((number % 9 + 1)) $((number % 27 + 1)) "$([ $((number % 2)) = 0 ] && echo News || echo Reports)" \
        "$tags" "$number" >"$scratch/en/content/report-$number.md"
done
build "$scratch/en"
export NODE_PATH=$tools/node_modules
node tests/scripts/pages.cjs "$scratch/fr/feeds" "$scratch/en/feeds" $pictures

# The French site by nginx with the snippet, and by the preview.
now=(--now 2026-11-23T00:00:00Z)
"$program" snippets nginx --site "$scratch/fr" "${now[@]}" >"$scratch/snippet.conf"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir "$scratch/nginx"
cat >"$scratch/nginx.conf" <<NGINX
daemon off; pid $scratch/nginx/pid; $([ "$(id -u)" != 0 ] || echo "user root;")
events {}
http {
  access_log off;
  client_body_temp_path $scratch/nginx; proxy_temp_path $scratch/nginx; fastcgi_temp_path $scratch/nginx;
  uwsgi_temp_path $scratch/nginx; scgi_temp_path $scratch/nginx;
  types { text/html html; text/css css; text/javascript js; }
  server { listen 127.0.0.1:$port; root $scratch/fr; include $scratch/snippet.conf; }
}
NGINX
PATH=$PATH:/usr/sbin nginx -c "$scratch/nginx.conf" -p "$scratch/nginx" -e "$scratch/nginx/error.log" &
"$program" serve --site "$scratch/fr" --port 0 "${now[@]}" >"$scratch/serve.log" 2>&1 &
until grep -q ^Serving "$scratch/serve.log" && : 2>/dev/null <"/dev/tcp/127.0.0.1/$port"; do sleep 0.1; done
preview=$(sed -n 's/^Serving *\(http:[^ ]*\) .*/\1/p' "$scratch/serve.log")
node tests/scripts/feeds.cjs "$pictures" "nginx=http://127.0.0.1:$port/feeds/" "preview=${preview}feeds/" \
    "disk=file://$scratch/fr/feeds/"
node tests/scripts/preview.cjs "$program" "$scratch/fr"
