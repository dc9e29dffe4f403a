# shellcheck shell=sh
# What ./run and ./test need before they can start: Python, Debian packages and the packages of a lock.
# Sourced from the repository's root by both. Takes a fraction of a second when nothing is missing.

PYTHON=.venv/bin/python
STAMP=.venv/locks.sha256
LOG=var/install.log
SEE_INDEX='the Python packages could not be installed, see above. Remedy: make the Python package index reachable, then repeat.'

say() {
    printf '%s\n' "$*"
}

stop() {
    printf '%s\n' "$0: $*" >&2
    exit 1
}

# Install what is missing. Afterwards lacks() tells what could not be had; that is said in one line.
# $1: the lock; the rest: any of pdf, browser, validators, postgresql.
bootstrap() {
    lock=$1
    shift
    mkdir -p var
    list_missing "$@"
    if [ -n "$missing" ]; then
        install_missing
        list_missing "$@"
    fi
    if [ -n "$missing" ]; then
        sentence="missing here:$missing. Remedy, as root: apt-get update && apt-get install -y --no-install-recommends$missing$hint"
        if lacks 'python3*'; then
            stop "$sentence" # without these there is no going on
        fi
        say "$0: $sentence" >&2
    fi
    install_lock
}

# Succeed if a package whose name fits the pattern $1 is still missing.
lacks() {
    # shellcheck disable=SC2254  # a pattern is meant
    case "$missing " in
    *\ $1\ *) return 0 ;;
    *) return 1 ;;
    esac
}

# Put into $missing the names of the Debian packages that are needed and not there, a space before each.
list_missing() {
    missing=''
    if venv_serves; then
        base=$PYTHON
    else
        find_python
    fi
    for want in "$@"; do
        case $want in
        # What WeasyPrint opens by name.
        pdf) need_libraries pango-1.0=libpango-1.0-0 pangoft2-1.0=libpangoft2-1.0-0 \
            harfbuzz-subset=libharfbuzz-subset0 ;;
        browser)
            browser_answers || missing="$missing chromium"
            need_libraries atomic=libatomic1 # of the program that drives the browser
            ;;
        validators)
            # A whole JDK: veraPDF's driver is compiled as it starts.
            command -v javac >/dev/null || missing="$missing default-jdk-headless"
            [ -e /usr/share/java/jaxb-runtime.jar ] || missing="$missing libjaxb-java"
            command -v pdftoppm >/dev/null || missing="$missing poppler-utils"
            ;;
        postgresql) has_postgresql || missing="$missing postgresql" ;;
        esac
    done
}

# Put a Python that is new enough into $base. A bare Debian has one without ensurepip, which venv needs.
find_python() {
    for base in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            if ! "$base" -c 'import ensurepip' 2>/dev/null; then
                missing=" $("$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
            fi
            return 0
        fi
    done
    if command -v python3 >/dev/null; then
        stop "Python 3.11 or newer is needed and python3 is $(python3 -V 2>&1): use Debian 12 or newer, or put a newer python3 first on PATH."
    fi
    base=''
    missing=' python3 python3-venv'
}

# Add to $missing the packages of the libraries that are not there. The arguments: library=package.
need_libraries() {
    if [ -z "$base" ]; then # no Python to ask with; apt-get skips what is there
        missing="$missing $(printf '%s\n' "$@" | sed 's/.*=//' | paste -sd ' ')"
        return 0
    fi
    missing=$missing$("$base" -c '
import sys
from ctypes.util import find_library

for library, package in (argument.split("=") for argument in sys.argv[1:]):
    if not find_library(library):
        print("", package, end="")' "$@")
}

# Ubuntu puts a stub in Chromium's place that only tells to install a snap; hence the question.
browser_answers() {
    /usr/bin/chromium --version >/dev/null 2>&1
}

has_postgresql() {
    for initdb in /usr/lib/postgresql/*/bin/initdb; do
        if [ -x "$initdb" ]; then
            return 0
        fi
    done
    return 1
}

# Try to install $missing. Whether that helped, the next look tells; $hint says where to read more.
install_missing() {
    hint=''
    if ! command -v apt-get >/dev/null; then
        hint=' (Debian names: this system has no apt-get)'
        return 0
    elif [ "$(id -u)" -eq 0 ]; then
        as_root=''
    elif sudo -n true 2>/dev/null; then
        as_root='sudo -n'
    else
        return 0
    fi
    hint=" ($LOG says why that failed)"
    say "Installing Debian packages:$missing ..."
    : >"$LOG"
    apt update || true # a stale or failing source may not matter for these packages
    # shellcheck disable=SC2086  # a list of names
    if ! apt install $missing; then
        # One name that this system does not have must not keep the others away.
        for package in $missing; do
            apt install "$package" || true
        done
    fi
}

# $1: update or install; the rest: package names. Waits for another apt-get, as a new machine often runs one.
apt() {
    verb=$1
    shift
    # shellcheck disable=SC2086  # empty or two words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -qq "$verb" \
        -y --no-install-recommends "$@" >>"$LOG" 2>&1 </dev/null
}

# Bring .venv to $lock. The packages for tests are added to those for serving (their lock contains the
# other); any other change builds .venv anew, so that nothing stale stays importable.
install_lock() {
    if venv_serves && has_installed "$lock"; then
        return 0
    fi
    say "Installing the Python packages of $lock (about a minute) ..."
    if venv_serves; then
        install_packages || stop "$SEE_INDEX"
    else
        rm -rf var/venv.old
        if [ -e .venv ]; then
            mv .venv var/venv.old
        fi
        if ! { "$base" -m venv .venv && install_packages; }; then
            rm -rf .venv
            if [ -e var/venv.old ]; then
                mv var/venv.old .venv # it still serves the older checkout that somebody may go back to
            fi
            stop "$SEE_INDEX"
        fi
        rm -rf var/venv.old
    fi
    if [ "$lock" = requirements.lock ]; then
        sha256sum requirements.lock >"$STAMP"
    else
        sha256sum requirements.lock "$lock" >"$STAMP"
    fi
}

# Succeed if .venv holds what requirements.lock says. The import is for a Python that was upgraded or
# removed: it leaves a folder that looks whole and holds nothing.
venv_serves() {
    [ -x "$PYTHON" ] && has_installed requirements.lock && "$PYTHON" -c 'import gunicorn' 2>/dev/null
}

has_installed() {
    grep -qsxF "$(sha256sum "$1")" "$STAMP"
}

# Wheels only: what would need a compiler fails at once and by name. The lock is complete, hence --no-deps.
# uv does the same faster, where somebody has it.
install_packages() {
    if command -v uv >/dev/null; then
        uv pip sync --quiet --python "$PYTHON" --require-hashes --only-binary :all: "$lock"
    else
        "$PYTHON" -m pip install -qq --no-input --disable-pip-version-check \
            --no-deps --only-binary :all: --require-hashes -r "$lock"
    fi
}
