#!/usr/bin/env bash
# Formats, validates and tests every module and example, without an account. The provider comes from
# a local mirror where the machine has one, otherwise from the registry.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v terraform >/dev/null; then
  echo "error: terraform is not on the PATH. Install Terraform 1.9 or newer and run this again." >&2
  exit 1
fi

# The mirror is the folder above the registry's name in the provider's path.
mirror=$(find ~/.terraform.d /usr/share /usr/local/share /opt -path '*hashicorp/aws*' \
  -name 'terraform-provider-aws_v5*' -print -quit 2>/dev/null | sed 's:/[^/]*/hashicorp/aws/.*::' || true)

# A setting that points nowhere would be warned about at every call.
[ -f "${TF_CLI_CONFIG_FILE:-}" ] || unset TF_CLI_CONFIG_FILE

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
terraform fmt -check -recursive "$here"
for folder in "$here"/modules/* "$here"/examples/*; do
  name=${folder#"$here"/}
  # The state of the check stays out of the tree.
  export TF_DATA_DIR=$work/${name//\//-}
  echo "terraform: $name"
  cp -r "$here" "$work/copy"
  (
    cd "$work/copy/$name"
    terraform init -backend=false -input=false -no-color ${mirror:+-plugin-dir "$mirror"} >"$work/init.log" ||
      { cat "$work/init.log" >&2; exit 1; }
    terraform validate -no-color
    if [ -d tests ]; then terraform test -no-color; fi
  )
  rm -rf "$work/copy"
done
