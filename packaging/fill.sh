#!/usr/bin/env bash
# Puts the version, the address and the checksums of a release into the installers, and these beside its archives.
#     packaging/fill.sh VERSION REPOSITORY FOLDER
set -euo pipefail
version=$1 repository=$2 folder=$(realpath "$3")
cd "$(dirname "$0")"
changes=(-e "s|@VERSION@|$version|g" -e "s|@REPOSITORY@|$repository|g" -e "s|@RELEASES@|$repository/releases/download|g")
(cd "$folder" && for file in *.tar.gz *.zip; do sha256sum "$file" >"$file.sha256"; done)
for file in "$folder"/feedmill-"$version"-*.sha256; do
    target=${file#"$folder/feedmill-$version-"}
    changes+=(-e "s|@${target%%.*}@|$(cut -d ' ' -f 1 "$file")|")
done
for name in install.sh install.ps1 homebrew.rb; do sed "${changes[@]}" $name >"$folder/$name"; done
mv "$folder/homebrew.rb" "$folder/feedmill.rb"
