import type { BlobFault } from './blob_error.js'

/** By the codes of S3 servers, of Node's network and of OpenSSL. */
const FAULTS: Record<string, BlobFault> = {
  NoSuchKey: 'missing',
  NotFound: 'missing',
  NoSuchBucket: 'bucketMissing',
  InvalidBucketName: 'bucketMissing',
  AccessDenied: 'wrongCredentials',
  InvalidAccessKeyId: 'wrongCredentials',
  SignatureDoesNotMatch: 'wrongCredentials',
  // VersityGW's word for an access key that it does not know.
  XAdminUserNotFound: 'wrongCredentials',
  AuthorizationHeaderMalformed: 'wrongRegion',
  RequestTimeTooSkewed: 'clockSkewed',
  InsufficientStorage: 'full',
  QuotaExceeded: 'full',
  XMinioStorageFull: 'full',
  '507': 'full',
  CERT_HAS_EXPIRED: 'certificateExpired',
  CERT_NOT_YET_VALID: 'certificateNotTrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateNotTrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateNotTrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificateNotTrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateNotTrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateNotTrusted',
}

/** What an error of the MinIO client means. What has no better name counts as `unreachable`. */
export function s3FaultOf(error: Error): BlobFault {
  if (error.name === 'InvalidBucketNameError') return 'bucketMissing'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const fault = FAULTS[code]
  if (fault) return fault
  return error.name === 'S3Error' ? 'refused' : 'unreachable'
}
