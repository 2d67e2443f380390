#!/usr/bin/env bash
# Rebuild graph.js and LICENSES, byte for byte: `./build.sh`, or `./build.sh --check` to compare with what is here.
# The packages come from the npm registry of your own settings.
set -euo pipefail
command -v node >/dev/null && command -v npm >/dev/null || { echo 'Node and npm are missing: install Node 18 or newer.' >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# name and version, sha256 of the package; the last three are inside cytoscape's own build, and only lend their licences
packages='
cytoscape@3.34.4 0d02363d99d805ce8d91fdecab7b2a8cb91ee280d67f309ce44c161d117b4679
cytoscape-fcose@2.2.0 4e1f30e1821fdd4b66f21043c8ea40a8e2ad0ba75e4ccdd2c24d289cf5595432
cose-base@2.2.0 612ec91a30b7f2dc158cca4846eeea1b7f89a97fc672951da3c1932107de6da8
layout-base@2.0.1 34165e46d8c4b9d719a592e39a60fa5f7324c21a3edd02733e1116b17013defd
esbuild-wasm@0.28.2 61594de12ce998652be2aa0ab72dda54bfa49407fb37ee3464468a2aac306baa
gl-matrix@3.4.4 e08f1f9fc56d91d2aa1392e51cbc3db00d3eb9572dcb352acd9e187fc1a7e63a
heap@0.2.7 091e62101e93e9a8089ca14c833c958fb1b8225f59086bb6e2b72110ec1de42a
lodash@4.17.21 6a087ac9e5702a0c9d60fbcd48696012646ec8df1491dea472b150e79fcaf804
'
while read -r package digest; do
  [ -n "$package" ] || continue
  file=$(npm pack --silent --ignore-scripts "$package")
  echo "$digest  $file" | sha256sum --check --quiet
  mkdir -p "node_modules/${package%@*}"
  tar -xzf "$file" -C "node_modules/${package%@*}" --strip-components=1
done <<<"$packages"

# lodash makes a function of a string where there is no `self`; every browser has one, and the site's policy forbids it
core=node_modules/cytoscape/dist/cytoscape.esm.mjs
sed "s/Function('return this')()/globalThis/" $core >patched && mv patched $core

cat >graph.mjs <<'END'
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
cytoscape.use(fcose);
export { cytoscape };
END

banner='/*! cytoscape 3.34.4, cytoscape-fcose 2.2.0, cose-base 2.2.0, layout-base 2.0.1: see LICENSES */'
node node_modules/esbuild-wasm/bin/esbuild graph.mjs --bundle --minify --format=esm --target=es2022 \
  --legal-comments=inline --banner:js="$banner" --log-level=warning --outfile=graph.js

{
  echo 'graph.js is made of the packages below, under their licences.'
  for name in cytoscape gl-matrix heap lodash cytoscape-fcose cose-base layout-base; do
    printf '\n%s\n\n' "---- $name ----"
    cat node_modules/$name/LICENSE* && echo
  done
  printf '\n%s\n\n' '---- the singular value decomposition in layout-base, from JamaJS ----'
  sed -n '/Below singular value/,/limitations under the License/p' node_modules/layout-base/layout-base.js |
    sed '/^ *\*\/$/d; /^\/\*$/d; s/^\/\* //'
} | sed 's/[[:space:]]*$//' >LICENSES

for file in graph.js LICENSES; do
  if [ "${1:-}" = --check ]; then
    cmp "$file" "$here/$file"
  else
    cp "$file" "$here/$file"
  fi
done
sha256sum graph.js LICENSES
