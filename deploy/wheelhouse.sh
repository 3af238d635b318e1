#!/bin/sh
# Dependencies for a machine that reaches no registry.
#
#   wheelhouse.sh make FOLDER       where there is one: every wheel of requirements/prod.txt for x86-64 and ARM64
#   wheelhouse.sh install FOLDER    on the server: .venv from these files alone, each held to its hash
#
# Run it in the root of a release.
set -eu
PYTHON=${PYTHON:-python3}
VERSION=${PYTHON_VERSION:-$($PYTHON -c 'import sys; print("%d.%d" % sys.version_info[:2])')}
folder=${2:?wheelhouse.sh make|install FOLDER}

case ${1-} in
make)
    mkdir -p "$folder"
    for machine in x86_64 aarch64; do
        "$PYTHON" -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary=:all: --no-deps \
            --python-version "$VERSION" --implementation cp --abi "cp$(echo "$VERSION" | tr -d .)" --abi abi3 --abi none \
            --platform "manylinux_2_28_$machine" --platform "manylinux_2_27_$machine" --platform "manylinux_2_26_$machine" \
            --platform "manylinux_2_17_$machine" --platform "manylinux2014_$machine" --platform any \
            --dest "$folder" --requirement requirements/prod.txt
    done
    ( cd "$folder" && sha256sum ./*.whl > SHA256SUMS )
    printf '%s 个文件，可以拷到没有外网的机器。\n' "$(find "$folder" -name '*.whl' | wc -l)"
    ;;
install)
    ( cd "$folder" && sha256sum --quiet --check SHA256SUMS ) || { echo "文件与清单不符，没有安装。" >&2; exit 1; }
    "$PYTHON" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links "$folder" \
        --require-hashes --only-binary=:all: --requirement requirements/prod.txt
    printf '已装好 .venv\n'
    ;;
*)
    echo "wheelhouse.sh make|install FOLDER" >&2; exit 2 ;;
esac
