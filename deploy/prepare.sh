# What ./run and ./test need of a machine. Sourced by both.

need_dotnet() {
    command -v dotnet >/dev/null && return
    echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2
    exit 1
}

# PostgreSQL's programs, where this script may install them; otherwise says what to install.
need_postgres() {
    if [ -n "${PG_BIN:-}" ] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; then return; fi
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing PostgreSQL …" >&2
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >&2
        return
    fi
    echo "PostgreSQL 15 or later is needed: install it (Debian: apt install postgresql), say where its programs are in PG_BIN," >&2
    echo "or name a server in ConnectionStrings__PeerWork." >&2
    exit 1
}

# Beside the program; but root's PostgreSQL runs as another user, who may not be let into this folder.
data_folder() {
    if [ "$(id -u)" = 0 ] && ! runuser -u nobody -- test -x "$1" 2>/dev/null; then
        echo "/var/lib/peerwork/$(printf %s "$1" | cksum | cut -d' ' -f1)"
    else
        echo "$1/.data"
    fi
}

# The first source file newer than the given one.
changed_since() {
    find "$2/src" "$2/docs/access.md" "$2"/Directory.*.props "$2/global.json" -newer "$1" -type f -not -path '*/obj/*' -not -path '*/bin/*' -print -quit
}
