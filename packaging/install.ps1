# Installs a released program: downloads the archive, compares its checksum, and puts the program into a folder of
# the user's path.
#     irm .../install.ps1 | iex
$ErrorActionPreference = "Stop"

# A release puts its own version and address here.
$version = "@VERSION@"
$releases = if ($env:FEEDMILL_RELEASES) { $env:FEEDMILL_RELEASES } else { "@RELEASES@" }
$bin = if ($env:FEEDMILL_BIN) { $env:FEEDMILL_BIN } else { Join-Path $env:LOCALAPPDATA "Programs\feedmill" }

$archive = "feedmill-$version-x86_64-pc-windows-msvc.zip"
$work = New-Item -ItemType Directory -Path (Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid()))
try {
    $file = Join-Path $work $archive
    Invoke-WebRequest -UseBasicParsing "$releases/v$version/$archive" -OutFile $file
    Invoke-WebRequest -UseBasicParsing "$releases/v$version/$archive.sha256" -OutFile "$file.sha256"
    $expected = (Get-Content "$file.sha256").Split(" ")[0]
    $actual = (Get-FileHash $file -Algorithm SHA256).Hash.ToLower()
    if ($actual -ne $expected) {
        throw "feedmill: $archive has the checksum $actual, not ${expected}: nothing is installed"
    }
    Expand-Archive $file $work
    New-Item -ItemType Directory -Force -Path $bin | Out-Null
    Copy-Item (Join-Path $work "feedmill.exe") $bin -Force
} finally {
    Remove-Item -Recurse -Force $work
}
$path = [Environment]::GetEnvironmentVariable("Path", "User")
if (";$path;" -notlike "*;$bin;*") {
    [Environment]::SetEnvironmentVariable("Path", "$bin;$path", "User")
}
"feedmill $version is in $bin; new terminals find it"
