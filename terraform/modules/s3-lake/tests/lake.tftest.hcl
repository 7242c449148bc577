# Run with: terraform test. The provider is mocked: nothing is made, no account is needed.

mock_provider "aws" {
  # A policy document is computed by the provider; a mocked one must still be JSON.
  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }

  mock_resource "aws_s3_bucket" {
    defaults = {
      arn = "arn:aws:s3:::tributary-lake-test"
    }
  }

  mock_resource "aws_kms_key" {
    defaults = {
      arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    }
  }

  mock_resource "aws_iam_policy" {
    defaults = {
      arn = "arn:aws:iam::123456789012:policy/tributary-lake-test"
    }
  }
}

variables {
  name = "tributary-lake-test"
}

run "the_bucket_is_versioned_encrypted_and_private" {
  assert {
    condition     = aws_s3_bucket_versioning.lake.versioning_configuration[0].status == "Enabled"
    error_message = "Without versioning an overwritten object is gone."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.lake.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
    error_message = "The lake must be encrypted with its own key."
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.lake.block_public_acls,
      aws_s3_bucket_public_access_block.lake.block_public_policy,
      aws_s3_bucket_public_access_block.lake.ignore_public_acls,
      aws_s3_bucket_public_access_block.lake.restrict_public_buckets,
    ])
    error_message = "Every way to make the lake public must be closed."
  }

  assert {
    condition     = aws_kms_key.lake.enable_key_rotation
    error_message = "The key must rotate."
  }
}

run "noncurrent_versions_are_kept_for_the_days_asked_for" {
  variables {
    noncurrent_days = 45
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.lake.rule[0].noncurrent_version_expiration[0].noncurrent_days == 45
    error_message = "The lifecycle must follow noncurrent_days."
  }
}

run "writers_can_not_remove_versions_or_change_the_bucket" {
  assert {
    condition = alltrue(flatten([
      for statement in data.aws_iam_policy_document.writer.statement : [
        for action in statement.actions : !contains([
          "s3:*", "s3:DeleteObjectVersion", "s3:PutBucketPolicy", "s3:PutLifecycleConfiguration",
          "s3:PutBucketVersioning", "s3:DeleteBucket", "kms:*", "kms:ScheduleKeyDeletion",
        ], action)
      ]
    ]))
    error_message = "The writer policy must hold least privilege."
  }

  assert {
    condition     = output.uri == "s3a://tributary-lake-test/lake"
    error_message = "The uri must be what the layers take."
  }
}

run "a_name_that_s3_refuses_is_refused_here_first" {
  command = plan

  variables {
    name = "Not_A_Bucket"
  }

  expect_failures = [var.name]
}
