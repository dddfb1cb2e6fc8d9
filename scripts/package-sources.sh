# Sourced by moto.sh and kube-apiserver.sh. This machine's package sources, for getting packages that
# are not installed: with lists and archives of their own, so that nothing of the machine changes and
# nobody has to be root. All of it lies in the current folder.

copy_sources() {
  mkdir -p parts lists/partial archives/partial
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    [ ! -f "$list" ] || case $list in
      */sources.list) cp "$list" parts/main.list ;;
      *) cp "$list" parts/ ;;
    esac
  done
}

# with_sources PROGRAM ARGUMENT …
with_sources() {
  program=$1
  shift
  "$program" -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$PWD/parts" \
    -o "Dir::State::Lists=$PWD/lists" -o "Dir::Cache::Archives=$PWD/archives" \
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Debug::NoLocking=true "$@"
}
