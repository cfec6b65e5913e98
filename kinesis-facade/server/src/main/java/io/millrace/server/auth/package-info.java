/**
 * Who sends a request: verification of AWS Signature Version 4, by classes with the specification's names.
 *
 * <p>Start at {@link io.millrace.server.auth.SigV4Authenticator}. Nothing here knows HTTP servers, and nothing but an
 * {@link io.millrace.server.operation.AwsException} is thrown for anything that a client can send.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4</a>
 */
@NullMarked
package io.millrace.server.auth;

import org.jspecify.annotations.NullMarked;
