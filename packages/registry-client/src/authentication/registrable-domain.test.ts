import { expect, test } from 'vitest';
import { registrableDomain } from './registrable-domain.ts';

test.each([
  ['registry.example.com', 'example.com'],
  ['example.com', 'example.com'],
  ['a.b.c.example.com.', 'example.com'],
  ['registry.sap.de', 'sap.de'],
  ['registry.example.co.uk', 'example.co.uk'],
  ['example.com.au', 'example.com.au'],
  ['registry.acme.uk.com', 'acme.uk.com'],
  ['registry.acme.duckdns.org', 'acme.duckdns.org'],
  ['us.icr.io', 'icr.io'],
  ['registry.example.jp', 'example.jp'],
  ['duckdns.org', undefined],
  ['co.uk', undefined],
  ['azurecr.io', undefined],
  ['com', undefined],
  ['localhost', undefined],
  ['10.0.0.1', undefined],
  ['[fd00::1]', undefined],
  ['', undefined],
])('%j is part of %j', (host, domain) => {
  expect(registrableDomain(host)).toBe(domain);
});

test.each([
  'acme.azurecr.io',
  'acme.eastus.geo.azurecr.io',
  'registry.acme.github.io',
  'vm.westeurope.cloudapp.azure.com',
  'vm.westeurope.azurecontainer.io',
  'app.env.westeurope.azurecontainerapps.io',
  'app-123.europe-west1.run.app',
  'app-abc-ew.a.run.app',
  'ec2-10-0-0-1.eu-west-1.compute.amazonaws.com',
  'lb.us-east-1.elb.amazonaws.com',
  '123456789012.dkr.ecr.us-east-1.amazonaws.com',
  'abc.us-east-1.awsapprunner.com',
  'env.us-east-1.elasticbeanstalk.com',
  'app.abc.eu-de.codeengine.appdomain.cloud',
  'space.fra1.digitaloceanspaces.com',
  'rg.fr-par.scw.cloud',
  'registry.team.svc.cluster.local',
  'ip-10-0-0-1.eu-west-1.compute.internal',
  'app.netlify.com',
  'acme.blogspot.com',
  'acme-app.hf.space',
  'registry.10.0.0.1.nip.io',
  'foo.kawasaki.jp',
  'foo.chiyoda.tokyo.jp',
  'acme.azurecr.io.',
])('%j has neighbours that belong to others', host => {
  expect(registrableDomain(host)).toBe(undefined);
});
