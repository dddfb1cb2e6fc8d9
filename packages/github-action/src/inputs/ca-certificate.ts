import { readFileSync } from 'node:fs';
import { InvalidInputError } from '@berth/core';
import { errorCode } from '../error-code.ts';

const PEM = '-----BEGIN CERTIFICATE-----';

/** The PEM of an input that holds either the text or the path of a file. */
export function caCertificate(input: string, field = 'ca-certificate'): string {
  if (input.includes(PEM)) return input;
  if (input.includes('-----BEGIN')) throw invalid(field, 'it is PEM, but no certificate');
  const text = readCertificateFile(input, field);
  if (text.includes(PEM)) return text;
  throw invalid(field, `the file "${input}" holds no "${PEM}"`, input);
}

function readCertificateFile(file: string, field: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (file.includes('\n')) throw invalid(field, 'it is neither PEM nor the path of a file');
    throw invalid(field, `the file "${file}" cannot be read (${errorCode(error)})`);
  }
}

function invalid(field: string, reason: string, file?: string): InvalidInputError {
  const nextStep = 'Give the authority as PEM, or the path of a file with it';
  return new InvalidInputError(`Invalid ca-certificate: ${reason}. ${nextStep}.`, {
    field,
    ...(file !== undefined && { file }),
  });
}
