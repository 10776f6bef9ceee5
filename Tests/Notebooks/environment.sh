#!/bin/sh
# Makes the virtual environment of the notebooks: environment.sh FOLDER. One that is there for the same list and the same Python
# is left as it is.
set -eu
folder="$1"
here="$(cd "$(dirname "$0")" && pwd)"
wanted="$(python3 --version; cat "$here/requirements.txt")"
if [ -f "$folder/installed" ] && [ "$(cat "$folder/installed")" = "$wanted" ]; then exit 0; fi
rm -rf "$folder"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check --no-deps --only-binary :all: -r "$here/requirements.txt"
printf '%s\n' "$wanted" >"$folder/installed"
