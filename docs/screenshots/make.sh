#!/usr/bin/env bash
# Makes the README's pictures: the overview and one job of `jobs demo`, light and dark. Needs the .NET SDK, curl, python3 and Chromium; takes as long as the charts need to have something to show.
set -euo pipefail
cd "$(dirname "$0")/../.."

minutes=${MINUTES:-5}
address=${ADDRESS:-http://127.0.0.1:3199}
bytes_max=150000

host=
work=$(mktemp -d)
trap '[ -z "$host" ] || { kill "$host"; wait "$host" || true; }; rm -rf "$work"' EXIT
# What the build, the host and the browser leave in the folder for such things goes with it.
export TMPDIR=$work

dotnet build src/Jobs.Host -c Release -v q --nologo --disable-build-servers
dotnet src/Jobs.Host/bin/Release/net10.0/jobs.dll demo --urls "$address" > "$work/log" 2>&1 &
host=$!

curl -s -o /dev/null --retry 60 --retry-connrefused --retry-delay 1 "$address/health/ready"
sleep "$((minutes * 60))"

# take NAME PATH HEIGHT: what a browser shows a few seconds after it has come.
take() {
  local scheme setting
  for scheme in light dark; do
    setting=1
    [ $scheme = dark ] && setting=0
    timeout 60 chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --no-proxy-server --no-first-run --user-data-dir="$work/profile" \
      --blink-settings=preferredColorScheme=$setting --window-size="1280,$3" --timeout=4000 --screenshot="docs/screenshots/$1-$scheme.png" "$address$2" > /dev/null 2>&1
    [ "$(stat -c %s "docs/screenshots/$1-$scheme.png")" -lt $bytes_max ] || { echo "docs/screenshots/$1-$scheme.png is larger than $bytes_max bytes" >&2; exit 1; }
  done
}

retried=$(curl -s "$address/api/v1/jobs?limit=1&filter=status:completed%20attempts:2%20type:send-email" | python3 -c 'import json, sys; print(json.load(sys.stdin)["items"][0]["id"])')
take overview / 860
take job "/jobs/$retried" 860
