#!/bin/sh
# Makes the virtual environment of the peers: environment.sh [FOLDER], by default .venv beside this file.
set -eu
folder="${1:-$(dirname "$0")/.venv}"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet numpy==2.4.6 scipy==1.17.1 jax==0.10.2 jaxlib==0.10.2 numba==0.68.1
"$folder/bin/python" -c "import numpy, scipy, jax, numba; print('numpy', numpy.__version__, 'jax', jax.__version__, 'numba', numba.__version__)"
