# What ./run and ./test need of a machine. Sourced by both.

need_dotnet() {
    command -v dotnet >/dev/null && return
    echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2
    exit 1
}

may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

have_postgres() {
    [ -n "${PG_BIN:-}" ] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null
}

# The command of a container engine that answers.
container_engine() {
    local engine
    for engine in docker podman; do
        if command -v "$engine" >/dev/null && "$engine" info >/dev/null 2>&1; then echo "$engine" && return; fi
    done
    return 1
}

# Neither installed programs nor an engine: PostgreSQL's programs, where this script may install them; otherwise says what to install.
install_postgres() {
    if may_install; then
        echo "Installing PostgreSQL …" >&2
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >&2
        return
    fi
    echo "PostgreSQL 15 or later is needed: install it (Debian: apt install postgresql), say where its programs are in PG_BIN," >&2
    echo "start a container engine (Docker or Podman), or name a server in ConnectionStrings__PeerWork." >&2
    exit 1
}

container_name() { # container_name DATA-FOLDER
    echo "peerwork-$(printf %s "$1" | cksum | cut -d' ' -f1)"
}

# Starts a PostgreSQL in a container of the data folder's own, or finds it running, and names it in ConnectionStrings__PeerWork. It goes on when
# the program ends, as it may be another's too; what is in it stays in a volume of the same name.
postgres_in_container() { # postgres_in_container ENGINE DATA-FOLDER
    local engine=$1 name image port
    name=$(container_name "$2")
    image=$(sed -n 's/^ *image: \(.*postgres:.*\)/\1/p' "$(dirname "${BASH_SOURCE[0]}")/compose.yml")
    mkdir -p "$2"
    [ -s "$2/container-password" ] || (umask 077 && od -An -tx1 -N24 /dev/urandom | tr -d ' \n' >"$2/container-password")
    POSTGRES_PASSWORD=$(cat "$2/container-password")
    if ! "$engine" container inspect "$name" >/dev/null 2>&1; then
        echo "Starting PostgreSQL in the container $name ($engine stop $name stops it) …" >&2
        POSTGRES_PASSWORD=$POSTGRES_PASSWORD "$engine" run --detach --name "$name" --publish 127.0.0.1::5432 --volume "$name:/var/lib/postgresql/data" \
            --env POSTGRES_PASSWORD --env POSTGRES_USER=peerwork --env POSTGRES_INITDB_ARGS='--locale-provider=icu --icu-locale=fi-FI --locale=C.UTF-8' \
            "$image" -c max_connections=200 -c jit=off >/dev/null
    else
        "$engine" start "$name" >/dev/null
    fi
    for _ in $(seq 300); do "$engine" exec "$name" pg_isready -q -h 127.0.0.1 -U peerwork && break || sleep 0.2; done
    port=$("$engine" port "$name" 5432/tcp | head -n 1)
    export ConnectionStrings__PeerWork="Host=127.0.0.1;Port=${port##*:};Username=peerwork;Password=$POSTGRES_PASSWORD;Database=peerwork"
}

forget_container() { # forget_container ENGINE DATA-FOLDER
    "$1" rm --force --volumes "$(container_name "$2")" >/dev/null
    "$1" volume rm --force "$(container_name "$2")" >/dev/null
    rm -rf "$2"
    echo "Everything is forgotten. ./run starts over."
}

# A Debian package, where this script may install it; otherwise says what is needed and what for.
need_package() { # need_package COMMAND PACKAGE WHAT-FOR
    command -v "$1" >/dev/null && return
    if may_install; then
        echo "Installing $2 …" >&2
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >&2
        return
    fi
    echo "$1 is needed $3: install it (Debian: apt install $2)." >&2
    exit 1
}

# The faults' tests set programs to another time. A library has no command to look for.
need_clocks() {
    compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null && return
    if may_install; then
        echo "Installing libfaketime …" >&2
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libfaketime >&2
        return
    fi
    echo "libfaketime is needed for the tests of faults: install it (Debian: apt install libfaketime)." >&2
    exit 1
}

# The pages' tests look through a real browser, the lightest there is, and log in at a real OpenID provider.
need_browser() {
    [ -n "${CHROMIUM:-}" ] || { ! may_install && command -v chromium >/dev/null; } || need_package chromium-headless-shell chromium-headless-shell "for the tests of the pages (any chromium will do: say where it is in CHROMIUM)"
    need_package node nodejs "for the OpenID provider of the tests"
    need_package npm npm "for the OpenID provider of the tests"
    local provider="$1/tests/Helsinki.PeerWork.Browser.Tests/Session/provider"
    [ -d "$provider/node_modules/oidc-provider" ] || (cd "$provider" && npm ci --silent --no-audit --no-fund >&2)
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
