#!/bin/sh
# A throw-away PostgreSQL server for the tests, reachable on the loopback address only.
#
#   tests/postgresql.sh start DIR    make DIR, start a server in it, print its URL
#   tests/postgresql.sh stop DIR     stop that server and remove DIR
set -eu

stop() {
    printf '%s\n' "$0: $*" >&2
    exit 1
}

if [ $# -ne 2 ]; then
    stop "usage: $0 start|stop DIR"
fi
bin=$(dirname "$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
if [ ! -x "$bin/initdb" ]; then
    stop "PostgreSQL's server is missing. Remedy, as root: apt-get install -y --no-install-recommends postgresql"
fi

# PostgreSQL refuses to run as root.
owner=$(id -un)
if [ "$(id -u)" -eq 0 ]; then
    owner=nobody
    if id postgres >/dev/null 2>&1; then
        owner=postgres
    fi
fi
as_owner() {
    if [ "$owner" = "$(id -un)" ]; then
        "$@"
    else
        setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups -- "$@"
    fi
}

start() {
    mkdir -- "$1"
    chown "$owner" "$1"
    CDPATH='' cd -- "$1"
    as_owner "$bin/initdb" --pgdata="$PWD/data" --username=academy --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 --no-sync >initdb.log || stop "initdb failed, see above."
    # Below the ports that the kernel hands out by itself. A taken one is no failure: the next is tried.
    for port in $(shuf -i 20000-32000 -n 5); do
        # Speed for safety: what a power cut would destroy here, nobody misses.
        if as_owner "$bin/pg_ctl" start --wait --silent --pgdata="$PWD/data" --log="$PWD/data/server.log" \
            --options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= \
-c fsync=off -c synchronous_commit=off -c full_page_writes=off" >&2; then
            as_owner "$bin/createdb" --host=127.0.0.1 --port="$port" --username=academy academy
            printf '%s\n' "postgres://academy@127.0.0.1:$port/academy"
            return
        fi
    done
    cat data/server.log >&2
    stop "the server did not start, see above."
}

case $1 in
start) start "$2" ;;
stop)
    CDPATH='' cd -- "$2"
    if [ -e data/postmaster.pid ]; then
        as_owner "$bin/pg_ctl" stop --wait --silent --mode=immediate --pgdata="$PWD/data" >&2
    fi
    rm -rf -- "$PWD"
    ;;
*) stop "usage: $0 start|stop DIR" ;;
esac
