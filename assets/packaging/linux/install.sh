#!/bin/sh
# Installs Mooring for the user who runs this, without root: `sh install.sh`.
# `sh install.sh --uninstall` removes it again and leaves what the user made with it.
set -eu

id=@ID@
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/mooring
bin=$HOME/.local/bin

refresh() {
  # Desktops notice the files by themselves; these make it sooner where they exist.
  if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$data/applications" || true; fi
  if command -v gtk-update-icon-cache >/dev/null && [ -e "$data/icons/hicolor/index.theme" ]; then
    gtk-update-icon-cache -q "$data/icons/hicolor" || true
  fi
}

remove() {
  rm -rf "$program"
  if [ -L "$bin/mooring" ] && [ "$(readlink "$bin/mooring")" = "$program/mooring" ]; then rm -f "$bin/mooring"; fi
  rm -f "$data/applications/$id.desktop" "$data/metainfo/$id.metainfo.xml" \
    "$data"/icons/hicolor/*/apps/"$id".png "$data/icons/hicolor/scalable/apps/$id.svg"
  refresh
  # Its index would keep the folder from being as it was.
  if [ "$(ls -A "$data/applications" 2>/dev/null)" = mimeinfo.cache ]; then rm -f "$data/applications/mimeinfo.cache"; fi
  for size in "$data"/icons/hicolor/*/; do
    rmdir "$size/apps" "$size" 2>/dev/null || true
  done
  rmdir "$data/icons/hicolor" "$data/icons" "$data/metainfo" "$data/applications" \
    "$HOME/.local/lib" "$bin" 2>/dev/null || true
}

case ${1:-} in
  --uninstall)
    remove
    echo "Mooring has been removed. The register and the log are still in $data/mooring."
    exit 0
    ;;
  '') ;;
  *)
    echo "usage: sh install.sh [--uninstall]" >&2
    exit 64
    ;;
esac

if [ ! -x "$here/bin/mooring" ]; then
  echo "install.sh has to stay in the folder that was unpacked with it." >&2
  exit 1
fi
mkdir -p "$program" "$bin" "$data/applications" "$data/metainfo" "$data/icons"
# A new file, then a change of names: a Mooring that runs keeps its own.
cp "$here/bin/mooring" "$program/mooring.new"
chmod 755 "$program/mooring.new"
mv -f "$program/mooring.new" "$program/mooring"
cp "$here/install.sh" "$here/LICENSE" "$program/"
ln -sf "$program/mooring" "$bin/mooring"
cp -R "$here/share/icons/hicolor" "$data/icons/"
cp "$here/share/metainfo/$id.metainfo.xml" "$data/metainfo/"
# The desktop may not look for programs in ~/.local/bin, so its entry names the file itself.
quoted=$(printf '%s' "$program/mooring" |
  sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g' -e 's/[\\&|]/\\&/g')
sed -e "s|^Exec=mooring|Exec=\"$quoted\"|" -e '/^TryExec=/d' \
  "$here/share/applications/$id.desktop" >"$data/applications/$id.desktop"
refresh
echo "Mooring is among your applications now, and at $bin/mooring."
echo "To remove it: sh \"$program/install.sh\" --uninstall"
