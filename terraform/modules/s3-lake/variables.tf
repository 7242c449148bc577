variable "name" {
  description = "Name of the bucket that holds the lake; globally unique, 3 to 63 lower-case letters, digits and hyphens."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "The name must be 3 to 63 lower-case letters, digits and hyphens, and begin and end with a letter or digit."
  }
}

variable "noncurrent_days" {
  description = "Days for which an overwritten or deleted object can still be brought back. Delta's own time travel needs none of it; this is the safety net below it."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_days >= 7
    error_message = "Keep noncurrent versions for at least 7 days: a mistake on a Friday is found on a Monday."
  }
}

variable "abort_upload_days" {
  description = "Days after which the parts of an upload that was never completed are removed."
  type        = number
  default     = 3
}

variable "kms_deletion_days" {
  description = "Days between the order to delete the key and its deletion; without the key the lake can't be read."
  type        = number
  default     = 30

  validation {
    condition     = var.kms_deletion_days >= 7 && var.kms_deletion_days <= 30
    error_message = "The key service allows 7 to 30 days."
  }
}

variable "tags" {
  description = "Tags on everything that the module makes."
  type        = map(string)
  default     = {}
}
