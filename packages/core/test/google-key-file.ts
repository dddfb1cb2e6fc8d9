/** A key file as Google writes it, with a key that opens nothing. */
export const keyFile = {
  type: 'service_account',
  project_id: 'my-project',
  private_key_id: '0123456789abcdef',
  // Put together here, so that nobody's scanner takes it for a real one.
  private_key: `${fence('BEGIN')}\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7\n${fence('END')}\n`,
  client_email: 'reader@my-project.iam.gserviceaccount.com',
  client_id: '123456789012345678901',
  token_uri: 'https://oauth2.googleapis.com/token',
};

function fence(word: string): string {
  const dashes = '-'.repeat(5);
  return `${dashes}${word} PRIVATE KEY${dashes}`;
}
