import { Secret } from '@berth/core';
import { expect, test } from 'vitest';
import { signedHeaders, type AwsKeys, type SignedRequest } from './aws-signature.ts';

// The keys and the time of every example that AWS publishes.
const keys: AwsKeys = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: new Secret('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'),
};
const now = new Date('2015-08-30T12:36:00Z');
const host = 'https://example.amazonaws.com/';
const request = (method: string, url: string, headers = {}, body = ''): SignedRequest => ({
  ...{ method, url, headers, body },
});

test.each<[string, SignedRequest, string, string]>([
  [
    'get-vanilla',
    request('GET', host),
    'host;x-amz-date',
    '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  ],
  [
    'post-vanilla',
    request('POST', host),
    'host;x-amz-date',
    '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  ],
])("signs %s of AWS's test suite", (_, request, names, signature) => {
  expect(signedHeaders(request, keys, { region: 'us-east-1', service: 'service', now })).toEqual({
    'x-amz-date': '20150830T123600Z',
    authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${names}, Signature=${signature}`,
  });
});

test('signs the example of the documentation of IAM', () => {
  const url = 'https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08';
  const type = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const scope = { region: 'us-east-1', service: 'iam', now };

  expect(signedHeaders(request('GET', url, type), keys, scope)).toMatchObject({
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  });
});

// As botocore 1.43 signs the same request.
test('signs the session token of temporary keys', () => {
  const url = 'https://api.ecr.eu-west-1.amazonaws.com/';
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.CreateRepository',
  };
  const signed = signedHeaders(
    request('POST', url, headers, '{"repositoryName":"acme/api"}'),
    {
      accessKeyId: 'ASIAEXAMPLEEXAMPLE00',
      secretAccessKey: new Secret('secret/+key'),
      sessionToken: new Secret('session/token=='),
    },
    { region: 'eu-west-1', service: 'ecr', now: new Date('2026-03-01T02:03:04.567Z') },
  );

  expect(signed).toMatchObject({
    'x-amz-security-token': 'session/token==',
    authorization:
      'AWS4-HMAC-SHA256 Credential=ASIAEXAMPLEEXAMPLE00/20260301/eu-west-1/ecr/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=917b3bf1e849d79c4089836b770a75c3e14bce83099543cd6e232f8e41090254',
  });
});
