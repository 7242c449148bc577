output "bucket" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.lake.bucket
}

output "uri" {
  description = "What the layers take as the root of the lake."
  value       = "s3a://${aws_s3_bucket.lake.bucket}/lake"
}

output "reader_policy_arn" {
  description = "Policy for the serving layer and BI tools."
  value       = aws_iam_policy.reader.arn
}

output "writer_policy_arn" {
  description = "Policy for the speed and batch layers."
  value       = aws_iam_policy.writer.arn
}
