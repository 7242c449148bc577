# The smallest use: one lake and its two policies.

provider "aws" {
  region = "eu-central-1"
}

module "lake" {
  source = "../../modules/s3-lake"
  name   = "example-tributary-lake"
}

output "uri" {
  description = "Root of the lake for the layers' configuration."
  value       = module.lake.uri
}
