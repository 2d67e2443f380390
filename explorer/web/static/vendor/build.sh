#!/usr/bin/env bash
# Rebuild graph.js, yasqe.js, yasqe.css and LICENSES, byte for byte: `./build.sh`, or `./build.sh --check` to compare with what is here.
# The packages come from the npm registry of your own settings.
set -euo pipefail
command -v node >/dev/null && command -v npm >/dev/null || { echo 'Node and npm are missing: install Node 18 or newer.' >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# name and version, sha256 of the package; those after yasqe, and the three before it, are inside the builds of others, and
# only lend their licences
packages='
cytoscape@3.34.4 0d02363d99d805ce8d91fdecab7b2a8cb91ee280d67f309ce44c161d117b4679
cytoscape-fcose@2.2.0 4e1f30e1821fdd4b66f21043c8ea40a8e2ad0ba75e4ccdd2c24d289cf5595432
cose-base@2.2.0 612ec91a30b7f2dc158cca4846eeea1b7f89a97fc672951da3c1932107de6da8
layout-base@2.0.1 34165e46d8c4b9d719a592e39a60fa5f7324c21a3edd02733e1116b17013defd
esbuild-wasm@0.28.2 61594de12ce998652be2aa0ab72dda54bfa49407fb37ee3464468a2aac306baa
gl-matrix@3.4.4 e08f1f9fc56d91d2aa1392e51cbc3db00d3eb9572dcb352acd9e187fc1a7e63a
heap@0.2.7 091e62101e93e9a8089ca14c833c958fb1b8225f59086bb6e2b72110ec1de42a
lodash@4.17.21 6a087ac9e5702a0c9d60fbcd48696012646ec8df1491dea472b150e79fcaf804
@zazuko/yasqe@4.6.2 06fb9f18817157d755df192cd613fb77cc2aa1a7048469d3f05da461809d6f00
@zazuko/yasgui-utils@4.6.2 ac27e5c226e4c29de14b66f448258e1618088683aee03c79b71ffd908369b7e1
codemirror@5.65.21 b26d9d7ae0f42e34b44a8f7667d29a3ab0d3df88d0e79c0dad39dc03ba43f6dc
dompurify@3.4.18 8b86f79c6481fec23dd81d4de32179422668912ed033c0c47e786a6e70cb3379
events@3.3.0 2c30dd630b58299bdfaac8688f763c6f312d29779c500b1e3701a1d4fb3b534b
lodash-es@4.18.1 b0c810e5cd4cd580ed7b18fc71384b9a80c151dc5c85b1729bd656a49e3f16f8
query-string@6.14.1 c1dd6e597fd26460e7cd71f2262f6ff1696b126904eee9ff12086b585b14908e
decode-uri-component@0.2.2 c123eb79b76a5474327e07341702892e6d0c16271dbd14917a0ecd9031cd1263
filter-obj@1.1.0 2a2a98929edba48e2cc11468bd35ec62a76122f4e6c96eaa9eddd26824b0004b
split-on-first@1.1.0 512f1d9e496134b5bc3600098389b0ae77a1e75b9679cb42bf8b27cdba1820ae
store@2.0.12 c680a4fc47a542acbb6bd4c646026d05a16a41589053b4b057bf792ef676bb7c
strict-uri-encode@2.0.0 652cc5ed88730bf0644a8e27f20fbe638dd376611b9fa2d7f9aa075a85f46879
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

# of the editor: no text is run as code, nothing is asked of other hosts, and no list of foreign prefixes comes along
cat >patch.mjs <<'END'
import { readFileSync, writeFileSync } from "node:fs";
const path = "node_modules/@zazuko/yasqe/build/yasqe.esm.js";
let code = readFileSync(path, "utf-8");
function change(from, to) {
  if (code.split(from).length !== 2) throw new Error(`not there once: ${from}`);
  code = code.replace(from, () => to);
}
change('j = eval("(" + text + ")")', "j = {}");
change('Function("return this")()', "globalThis");
change(/prefixes_default = \{[^}]*\}/, "prefixes_default = {}");
change("e.config.prefixCcApi ? fetch(e.config.prefixCcApi)", "e.config.prefixCcApi ? Promise.reject()");
change(/var fetchFromLov = [^]*?\n\};?(?=,|\n)/, "var fetchFromLov = () => Promise.resolve([])");
change('endpoint: "https://dbpedia.org/sparql"', 'endpoint: "/sparql"');
change(/value: "PREFIX rdf: [^\n]*/, 'value: "",');
writeFileSync(path, code);
END
node patch.mjs
echo 'export { Yasqe } from "@zazuko/yasqe";' >yasqe.mjs

banner='/*! cytoscape 3.34.4, cytoscape-fcose 2.2.0, cose-base 2.2.0, layout-base 2.0.1: see LICENSES */'
node node_modules/esbuild-wasm/bin/esbuild graph.mjs --bundle --minify --format=esm --target=es2022 \
  --legal-comments=inline --banner:js="$banner" --log-level=warning --outfile=graph.js
node node_modules/esbuild-wasm/bin/esbuild yasqe.mjs --bundle --minify --format=esm --target=es2022 \
  --legal-comments=inline --banner:js='/*! @zazuko/yasqe 4.6.2, codemirror 5.65.21 and others: see LICENSES */' \
  --log-level=warning --outfile=yasqe.js
{ echo '/*! @zazuko/yasqe 4.6.2, codemirror 5.65.21: see LICENSES */'; cat node_modules/@zazuko/yasqe/build/yasqe.min.css; } >yasqe.css

{
  echo 'graph.js is made of the packages from cytoscape to layout-base below, yasqe.js and yasqe.css of those from @zazuko/yasqe on.'
  for name in cytoscape gl-matrix heap lodash cytoscape-fcose cose-base layout-base; do
    printf '\n%s\n\n' "---- $name ----"
    cat node_modules/$name/LICENSE* && echo
  done
  printf '\n%s\n\n' '---- the singular value decomposition in layout-base, from JamaJS ----'
  sed -n '/Below singular value/,/limitations under the License/p' node_modules/layout-base/layout-base.js |
    sed '/^ *\*\/$/d; /^\/\*$/d; s/^\/\* //'
  for name in @zazuko/yasqe @zazuko/yasgui-utils; do
    printf '\n%s\n\n%s\n\n' "---- $name ----" \
      'The package has no licence file; it says: MIT, by Triply <info@triply.cc> and Zazuko GmbH.'
    sed -n '/^Permission is/,$p' node_modules/codemirror/LICENSE
  done
  for name in codemirror dompurify events lodash-es query-string decode-uri-component filter-obj split-on-first store \
    strict-uri-encode; do
    printf '\n%s\n\n' "---- $name ----"
    cat node_modules/$name/[Ll][Ii][Cc][Ee][Nn][SsCc][Ee] && echo
  done
} | sed 's/[[:space:]]*$//' >LICENSES

for file in graph.js yasqe.js yasqe.css LICENSES; do
  if [ "${1:-}" = --check ]; then
    cmp "$file" "$here/$file"
  else
    cp "$file" "$here/$file"
  fi
done
sha256sum graph.js yasqe.js yasqe.css LICENSES
