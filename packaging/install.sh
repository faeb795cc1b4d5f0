#!/bin/sh
# Installs 瞭望 Liaowang on this machine, or upgrades it; needs no internet and no Node.
#
#   sh install.sh [--to /opt/liaowang] [--data /var/lib/liaowang] [--etc /etc/liaowang] [--user liaowang] [--no-service] [--allow-older]
#
# PUBLIC_KEY=<file>: an Ed25519 key in PEM; then a bundle that it did not sign is refused.
# Each version has a folder of its own; `current` points to one, and going back is pointing it to the one before.
set -eu

to=/opt/liaowang data=/var/lib/liaowang etc=/etc/liaowang user=liaowang service=yes older=no
while [ $# -gt 0 ]; do
  case "$1" in
    --to) to=$2; shift 2 ;;
    --data) data=$2; shift 2 ;;
    --etc) etc=$2; shift 2 ;;
    --user) user=$2; shift 2 ;;
    --no-service) service=no; shift ;;
    --allow-older) older=yes; shift ;;
    *) echo "install.sh: $1 is none of its options; they stand at its beginning" >&2; exit 2 ;;
  esac
done

fail() { echo "install.sh: $*" >&2; exit 1; }
cd "$(dirname "$0")"
version=$(cat VERSION)
platform=$(cat PLATFORM)

# --- Is it what was packed, and for this machine? --------------------------------------------------------------------
if [ -n "${PUBLIC_KEY:-}" ]; then
  [ -f SHA256SUMS.sig ] || fail 'the bundle is not signed'
  base64 -d SHA256SUMS.sig >"/tmp/liaowang-sig.$$"
  openssl pkeyutl -verify -pubin -inkey "$PUBLIC_KEY" -rawin -in SHA256SUMS -sigfile "/tmp/liaowang-sig.$$" >/dev/null 2>&1 ||
    { rm -f "/tmp/liaowang-sig.$$"; fail "the bundle is not signed by the key in $PUBLIC_KEY"; }
  rm -f "/tmp/liaowang-sig.$$"
fi
sha256sum --quiet --check SHA256SUMS || fail 'the bundle is not what was packed: copy it again'
listed=$(wc -l <SHA256SUMS)
there=$(find . -type f ! -name SHA256SUMS ! -name SHA256SUMS.sig | wc -l)
[ "$listed" -eq "$there" ] || fail "the bundle holds $there files, and $listed were packed"
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) here=linux-x64 ;;
  Linux-aarch64) here=linux-arm64 ;;
  Linux-loongarch64) here=linux-loong64 ;;
  *) here=$(uname -s)-$(uname -m) ;;
esac
[ "$here" = "$platform" ] || fail "the bundle is for $platform, this machine is $here"
runtime/bin/node --version >/dev/null || fail 'its Node does not run here: a newer C library may be needed'

# --- Not back to an older one by mistake ------------------------------------------------------------------------------
if [ -f "$to/current/VERSION" ]; then
  before=$(cat "$to/current/VERSION")
  newest=$(printf '%s\n%s\n' "$before" "$version" | sort -V | tail -n 1)
  if [ "$newest" != "$version" ] && [ "$older" = no ]; then
    fail "version $before is installed, which is newer than $version; --allow-older installs it all the same"
  fi
fi

# --- A backup before anything is changed -------------------------------------------------------------------------------
if [ -f "$data/data/city.db" ] && [ -x "$to/current/bin/liaowang" ]; then
  echo "a backup before version $version takes the place of ${before:-what is there}:"
  set -a
  # shellcheck source=/dev/null
  [ ! -f "$etc/liaowang.env" ] || . "$etc/liaowang.env"
  set +a
  DATA_DIR="${DATA_DIR:-$data/data}" "$to/current/bin/liaowang" backup || fail 'the backup failed, nothing was changed'
fi

# --- The version in a folder of its own, and then the switch -----------------------------------------------------------
target="$to/versions/$version"
mkdir -p "$to/versions" "$data" "$etc"
rm -rf "$target.new"
mkdir "$target.new"
tar -cf - . | tar -xf - -C "$target.new"
rm -rf "$target.old"
[ ! -d "$target" ] || mv "$target" "$target.old"
mv "$target.new" "$target"
rm -rf "$target.old"
ln -sfn "versions/$version" "$to/current.new"
mv -T "$to/current.new" "$to/current"
if [ ! -f "$etc/liaowang.env" ]; then
  sed "s|/var/lib/liaowang|$data|g" app/packaging/liaowang.env >"$etc/liaowang.env"
  chmod 640 "$etc/liaowang.env"
fi

# --- The service -------------------------------------------------------------------------------------------------------
if [ "$service" = yes ]; then
  [ "$(id -u)" -eq 0 ] || fail 'a service is set up by root; without one: --no-service'
  command -v systemctl >/dev/null || fail 'there is no systemd here; without a service: --no-service'
  id "$user" >/dev/null 2>&1 || useradd --system --home-dir "$data" --shell /usr/sbin/nologin "$user"
  chown -R "$user:" "$data"
  chgrp "$user" "$etc/liaowang.env"
  sed -e "s|/opt/liaowang|$to|g" -e "s|/etc/liaowang|$etc|g" -e "s|/var/lib/liaowang|$data|g" \
    -e "s|^User=.*|User=$user|" -e "s|^Group=.*|Group=$user|" app/packaging/liaowang.service \
    >/etc/systemd/system/liaowang.service
  systemctl daemon-reload
  systemctl enable liaowang.service
  systemctl restart liaowang.service
  echo "version $version runs; the link of the first set-up: journalctl -u liaowang | grep set-up"
else
  echo "version $version is installed; start it with: $to/current/bin/liaowang start (settings: $etc/liaowang.env)"
fi
