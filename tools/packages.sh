#!/bin/bash
# Debian packages that pip cannot bring, by purpose.
#
#   tools/packages.sh list PURPOSE...    names them
#   tools/packages.sh ensure PURPOSE...  installs the missing ones as root or through sudo without a password;
#                                        otherwise says which are missing and what will not work (exit 0 all the same)
set -euo pipefail

# One line each: purpose, package, what does not work without it.
packages() {
    cat <<'TABLE'
python|python3-venv|không tạo được môi trường Python .venv
print|libpango-1.0-0|không in được biên nhận và công văn
print|libpangoft2-1.0-0|không in được biên nhận và công văn
print|libharfbuzz-subset0|không in được biên nhận và công văn
print|fontconfig|không tìm được phông chữ để in
print|fonts-croscore|bản in thiếu chữ Việt có dấu
print|fonts-khmeros|không hiện và không in được chữ Khmer
translate|gettext|không soạn lại được bản dịch tiếng Anh và tiếng Khmer
test|chromium|không chạy được các bài thử trên trình duyệt
test|postgresql|không chạy được các bài thử trên PostgreSQL
TABLE
}

wanted() {
    local purpose
    for purpose in "$@"; do
        packages | awk -F'|' -v purpose="$purpose" '$1 == purpose { print $2 }'
    done
}

installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing() {
    local package
    for package in $(wanted "$@"); do
        installed "$package" || echo "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# The tests start a server of their own: Debian's package, when it comes for them, neither makes nor starts one.
QUIET=/etc/postgresql-common/createcluster.d/motcua-tests.conf

install() {
    if [[ " $* " == *" postgresql "* ]] && ! installed postgresql-common; then
        as_root mkdir -p "${QUIET%/*}"
        echo 'create_main_cluster = false' | as_root tee "$QUIET" >/dev/null
        trap 'as_root rm -f "$QUIET"' EXIT
    fi
    install_packages "$@"
}

install_packages() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -y)
    as_root "${apt[@]}" install --no-install-recommends "$@" >/dev/null 2>&1 && return
    as_root "${apt[@]}" update >/dev/null 2>&1 || true # package lists are missing or old
    as_root "${apt[@]}" install --no-install-recommends "$@" >/dev/null
}

ensure() {
    local lacking package
    if ! command -v dpkg-query >/dev/null; then
        echo "Máy này không dùng gói Debian; hãy tự cài phần tương ứng với: $(wanted "$@" | tr '\n' ' ')" >&2
        return
    fi
    lacking=$(missing "$@")
    [ -n "$lacking" ] || return 0
    if may_install; then
        echo "Đang cài gói hệ thống: $(echo "$lacking" | tr '\n' ' ')" >&2
        # shellcheck disable=SC2086  # one word for each package
        install $lacking || true
        lacking=$(missing "$@")
        [ -n "$lacking" ] || return 0
    fi
    echo "Thiếu gói hệ thống, vẫn chạy tiếp:" >&2
    for package in $lacking; do
        packages | awk -F'|' -v package="$package" '$2 == package { print "  - " $2 ": " $3 }' >&2
    done
    echo "Cài bằng lệnh: apt-get install $(echo "$lacking" | tr '\n' ' ')" >&2
}

case "${1:-}" in
    list) shift && wanted "$@" ;;
    ensure) shift && ensure "$@" ;;
    *) echo "Cách dùng: tools/packages.sh list|ensure python|print|translate|test..." >&2 && exit 2 ;;
esac
