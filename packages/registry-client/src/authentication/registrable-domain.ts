/**
 * The part of a host name that somebody can register, `example.co.uk` of `registry.example.co.uk`;
 * `undefined` where there is none: addresses, single labels and suffixes.
 *
 * A small, careful stand-in for the public suffix list (https://publicsuffix.org), which is larger
 * than all of this package. What is missing here makes two hosts look related, so that the domains
 * under which strangers get names side by side are listed, as far as registries meet them.
 */
export function registrableDomain(hostname: string): string | undefined {
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return undefined;
  const labels = hostname.replace(/\.$/, '').split('.');
  const size = suffixLength(labels) + 1;
  return labels.length < size || size < 2 ? undefined : labels.slice(-size).join('.');
}

function suffixLength(labels: readonly string[]): number {
  for (let size = Math.min(labels.length, 4); size > 1; size--) {
    if (SHARED.has(labels.slice(-size).join('.'))) return size;
  }
  const [second = '', top = ''] = labels.slice(-2);
  return top.length === 2 && COUNTRY_SECOND_LEVEL.has(second) ? 2 : 1;
}

/** What countries put before their own two letters: `co.uk`, `com.au`, `or.jp`. */
const COUNTRY_SECOND_LEVEL = new Set(
  'ac ad asn co com ed edu firm gen go gob gouv gov govt gub id idf in ind info ltd me mil muni ne net nhs nic nom or org plc police res sch school web'.split(
    ' ',
  ),
);

/** Under these each name belongs to another customer. */
const SHARED = new Set([
  ...['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'on.aws', 'awsapprunner.com'],
  ...['azurecr.io', 'azurecr.cn', 'azurecr.us', 'azurecr.de', 'geo.azurecr.io', 'azure.com'],
  ...['azurewebsites.net', 'azurecontainer.io', 'azurecontainerapps.io', 'cloudapp.net'],
  ...['cloudapp.azure.com', 'azure-api.net', 'azureedge.net', 'azurefd.net', 'windows.net'],
  ...['pkg.dev', 'run.app', 'a.run.app', 'appspot.com', 'web.app', 'firebaseapp.com'],
  ...['googleapis.com', 'cloudfunctions.net', 'withgoogle.com', 'googleusercontent.com'],
  ...['aliyuncs.com', 'cr.aliyuncs.com', 'tencentcloudcr.com', 'myqcloud.com', 'jfrog.io'],
  ...['cloudfront.net', 'elasticbeanstalk.com', 'herokuapp.com', 'fly.dev', 'onrender.com'],
  ...['github.io', 'gitlab.io', 'pages.dev', 'workers.dev', 'vercel.app', 'netlify.app'],
  ...['ngrok.io', 'ngrok.app', 'ngrok-free.app', 'ngrok.dev', 'trycloudflare.com', 'loca.lt'],
  ...['nip.io', 'sslip.io', 'xip.io', 'duckdns.org', 'dyndns.org', 'no-ip.org', 'ddns.net'],
  ...['appdomain.cloud', 'codeengine.appdomain.cloud', 'cloud.ibm.com', 'mybluemix.net'],
  ...['ondigitalocean.app', 'digitaloceanspaces.com', 'scw.cloud', 'oraclecloud.com', 'ts.net'],
  ...['openshiftapps.com', 'akka.services', 'railway.app', 'deno.dev', 'repl.co', 'surge.sh'],
  ...['eu.org', 'uk.com', 'us.com', 'de.com', 'eu.com', 'co.com', 'uk.net', 'jpn.com', 'cn.com'],
]);
