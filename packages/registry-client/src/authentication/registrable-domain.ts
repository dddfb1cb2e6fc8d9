/**
 * The part of a host name that somebody can register, `example.co.uk` of `registry.example.co.uk`;
 * `undefined` where there is none, or where it cannot be told: addresses, single labels, suffixes,
 * and the domains under which strangers get names side by side. How deep a customer's own name
 * starts there differs (`acme.azurecr.io`, `acme.westeurope.cloudapp.azure.com`).
 *
 * A small, careful stand-in for the public suffix list (https://publicsuffix.org), which is larger
 * than all of this package. What is missing here makes two hosts look related, so that these
 * domains are listed as far as registries meet them.
 */
export function registrableDomain(hostname: string): string | undefined {
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return undefined;
  const labels = hostname.replace(/\.$/, '').split('.');
  if (SHARED.has(lastOf(labels, 2)) || SHARED.has(lastOf(labels, 3))) return undefined;
  const size = suffixLength(labels) + 1;
  return labels.length < size || size < 2 ? undefined : lastOf(labels, size);
}

function suffixLength(labels: readonly string[]): number {
  if (SOLD.has(lastOf(labels, 2))) return 2;
  const [second = '', top = ''] = labels.slice(-2);
  return top.length === 2 && COUNTRY_SECOND_LEVEL.has(second) ? 2 : 1;
}

function lastOf(labels: readonly string[], count: number): string {
  return labels.slice(-count).join('.');
}

/** What countries put before their own two letters: `co.uk`, `com.au`, `or.jp`. */
const COUNTRY_SECOND_LEVEL = new Set(
  'ac ad asn co com ed edu firm gen go gob gouv gov govt gub gv id idf in ind info lg ltd me mil muni ne net nhs nic nom or org plc police re res sch school web'.split(
    ' ',
  ),
);

/** Under these each customer gets one label, as under `com`. */
const SOLD = new Set([
  ...['uk.com', 'us.com', 'de.com', 'eu.com', 'co.com', 'uk.net', 'jpn.com', 'cn.com'],
  ...['duckdns.org', 'dyndns.org', 'no-ip.org', 'ddns.net'],
]);

/** Cities and prefectures of Japan, whose names are given out one or two labels further down. */
const JAPAN =
  'kawasaki kitakyushu kobe nagoya sapporo sendai yokohama aichi akita aomori chiba ehime fukui fukuoka fukushima gifu gunma hiroshima hokkaido hyogo ibaraki ishikawa iwate kagawa kagoshima kanagawa kochi kumamoto kyoto mie miyagi miyazaki nagano nagasaki nara niigata oita okayama okinawa osaka saga saitama shiga shimane shizuoka tochigi tokushima tokyo tottori toyama wakayama yamagata yamaguchi yamanashi'.split(
    ' ',
  );

/** Under these names belong to different customers, at whatever depth. */
const SHARED = new Set([
  ...['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'on.aws', 'awsapprunner.com'],
  ...['azurecr.io', 'azurecr.cn', 'azurecr.us', 'azurecr.de', 'azure.com', 'azure.net'],
  ...['azurewebsites.net', 'azurecontainer.io', 'azurecontainerapps.io', 'cloudapp.net'],
  ...['azure-api.net', 'azureedge.net', 'azurefd.net', 'windows.net', 'azurestaticapps.net'],
  ...['pkg.dev', 'run.app', 'appspot.com', 'web.app', 'firebaseapp.com', 'hosted.app'],
  ...['googleapis.com', 'cloudfunctions.net', 'withgoogle.com', 'googleusercontent.com'],
  ...['aliyuncs.com', 'tencentcloudcr.com', 'myqcloud.com', 'jfrog.io', 'blogspot.com'],
  ...['cloudfront.net', 'elasticbeanstalk.com', 'herokuapp.com', 'fly.dev', 'onrender.com'],
  ...['github.io', 'gitlab.io', 'pages.dev', 'workers.dev', 'vercel.app', 'netlify.app'],
  ...['netlify.com', 'hf.space', 'github.dev', 'githubpreview.dev', 'devtunnels.ms', 'gitpod.io'],
  ...['ngrok.io', 'ngrok.app', 'ngrok-free.app', 'ngrok.dev', 'trycloudflare.com', 'loca.lt'],
  ...['nip.io', 'sslip.io', 'xip.io', 'eu.org', 'ts.net', 'appdomain.cloud', 'cloud.ibm.com'],
  ...['mybluemix.net', 'ondigitalocean.app', 'digitaloceanspaces.com', 'scw.cloud'],
  ...['oraclecloud.com', 'openshiftapps.com', 'akka.services', 'railway.app', 'deno.dev'],
  ...['repl.co', 'replit.app', 'replit.dev', 'surge.sh'],
  // Inside a cluster and a cloud's network, where namespaces and machines are neighbours.
  ...['cluster.local', 'compute.internal', 'ec2.internal'],
  ...JAPAN.map(place => `${place}.jp`),
]);
