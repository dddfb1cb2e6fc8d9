const REGISTRY_CLIENT =
  /^(?:.*[\\/])?(?:docker|podman|nerdctl|buildah|skopeo|oras|crane|helm|finch)(?:\.exe)?$/;

/** What stands beside a login in scripts; a file that is run has a slash in its name. */
const OTHERS = new Set(
  (
    'akka apt apt-get aws az bash break cat cd chmod continue cp curl cut date do done echo else ' +
    'env esac exit export false fi for gcloud gh git grep head ibmcloud ic if jq kalix kubectl ls ' +
    'make mkdir npm npx oc printf pwd read return rm sed set sh sleep sudo tail tee then time tr ' +
    'true unset wget while yarn'
  ).split(' '),
);

/** Whether the program has a command `login` for registries. */
export function isRegistryClient(program: string): boolean {
  return REGISTRY_CLIENT.test(program);
}

/** Whether the word is a program's name, and not the rest of a password. */
export function isProgram(word: string): boolean {
  return isRegistryClient(word) || OTHERS.has(word) || /^\.{0,2}\//.test(word);
}
