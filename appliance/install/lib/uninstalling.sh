# What is noted of an uninstall while it goes on: of which release, and whether data are kept or removed.

# uninstalling NAME: release or data; nothing when none was begun, or it has come to its end.
uninstalling() {
  sed -n "s/^$1=//p" "$state/uninstall" 2>/dev/null || :
}

# no_uninstall_half_way: for commands that would build on what is half gone.
no_uninstall_half_way() {
  case $(uninstalling data) in
  '') return 0 ;;
  kept) left='data, settings and secrets are kept' ;;
  *) left='what people made was being removed with it' ;;
  esac
  refuse 3 "an uninstall of $(uninstalling release) was stopped half-way ($left): end it first, with ./belvedere uninstall of the bundle"
}
