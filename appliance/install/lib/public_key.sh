# The key that releases are signed by.

# same_key: a bundle brings its own program, which trusts its own key. The release that is installed
# tells by which one it was signed.
same_key() {
  trusted=$(sed -n "s/^PUBLIC_KEY='\(.*\)'\$/\1/p" "$releases/current/belvedere")
  [ "$PUBLIC_KEY" = "$trusted" ] ||
    refuse 4 "this bundle is signed with another key ($PUBLIC_KEY) than the release that is installed ($trusted)"
}
