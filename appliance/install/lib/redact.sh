# What leaves the house for help holds no secret and nobody's data. What is known is replaced
# wherever it stands; for the rest, whatever looks like a secret, an address of mail or network, a
# telephone number or a link that opens something is taken for one. Ids and digests are shortened:
# enough is left to tell one from another.

# prepare_to_redact: takes every word of the secrets that is long enough to be one, and the names of
# the house.
prepare_to_redact() {
  cat "$secrets"/* "$secrets"/.[!.]* "$settings"/tls/*.key 2>/dev/null |
    tr -s ' \t:@/"#>' '\n' | awk 'length($0) >= 16 { print $0 "\t[secret]" }' >"$scratch/known"
  printf '%s\t[host]\n%s\t[machine]\n' "$(setting PUBLIC_HOST)" "$(uname -n)" |
    awk -F '\t' '$1 != "" && $1 != "localhost"' >>"$scratch/known"
}

# without_known: replaces what is known. Words may hold anything, so none of them is a pattern.
without_known() {
  awk -v known="$scratch/known" '
    function is_inside(line, at, size) {
      return substr(line, at - 1, at > 1) ~ /[A-Za-z0-9]/ || substr(line, at + size, 1) ~ /[A-Za-z0-9]/
    }
    # The name of a machine may be part of any word; a secret is one wherever it stands.
    function replace(line, word, by,   done, at, size) {
      size = length(word)
      while ((at = index(line, word)) > 0) {
        done = done substr(line, 1, at - 1) (by != "[secret]" && is_inside(line, at, size) ? word : by)
        line = substr(line, at + size)
      }
      return done line
    }
    BEGIN { while ((getline line < known) > 0) { split(line, pair, "\t"); by[pair[1]] = pair[2] } }
    # A key in lines of its own.
    inside { inside = !/-----END /; next }
    /-----BEGIN / && !/-----END / { print "[key or certificate]"; inside = 1; next }
    { for (word in by) $0 = replace($0, word, by[word]); print }'
}

# without_kinds: replaces what has the form of something that stays in the house.
without_kinds() {
  sed -E \
    -e 's/-----BEGIN .*-----END [^-]*-----/[key or certificate]/g' \
    -e 's/(trace_?id"?[:=] ?"?[0-9a-f]{16})[0-9a-f]{16}/\1/gI' \
    -e 's/(sha256:[0-9a-f]{16})[0-9a-f]{48}/\1/g' \
    -e 's/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{8}([0-9a-f]{4})/\1..\2/gI' \
    -e 's#://[^][:space:]/@"[]*@#://[secret]@#g' \
    -e 's#/(setup|join|invitations?|reset|verify|calendar|s)/[^][:space:]"?&[]+#/\1/[secret]#g' \
    -e 's/([?&][a-z_]*=)[^][:space:]"&[]+/\1[secret]/gI' \
    -e 's/(bearer|basic) +[^][:space:]",;[]+/\1 [secret]/gI' \
    -e 's/(cookie|authorization)("?[:=] *\[?"?)[^]["]+/\1\2[secret]/gI' \
    -e 's/(pass(word|phrase|wd)?|pwd|token|secret|api[-_]?key|signature|credentials?)(\\*"?[:=] *\\*"?)[^][:space:]"\\,;&[]+/\1\3[secret]/gI' \
    -e 's/(DETAIL|CONTEXT|STATEMENT|QUERY): .*/\1: [what somebody wrote]/' \
    -e 's/((ERROR|FATAL): [^"]*: )".*/\1[what somebody wrote]/' \
    -e "s/[^][:space:]\"'<>(),;:=[]+@[^][:space:]\"'<>(),;:[]+/[mail address]/g" \
    -e 's/(^|[^0-9.])([0-9]{1,3}\.){3}[0-9]{1,3}(\.?([^0-9.]|$))/\1[address]\3/g' \
    -e 's/(^|[^0-9.])([0-9]{1,3}\.){3}[0-9]{1,3}(\.?([^0-9.]|$))/\1[address]\3/g' \
    -e 's/(^|[^0-9a-z:])(([0-9a-f]{1,4}:){5,7}[0-9a-f]{1,4}|(([0-9a-f]{1,4}:){1,7}|:):([0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})/\1[address]/gI' \
    -e 's/(^|[^0-9a-z])(\+|00)[1-9][0-9 ().\/-]{6,}[0-9]/\1[telephone number]/gI'
}

# without_random_words: replaces what no person chose: keys, hashes, tokens.
without_random_words() {
  awk '
    function is_random(part) {
      if (part !~ /[0-9]/) return 0
      if (length(part) >= 12 && part ~ /[a-z]/ && part ~ /[A-Z]/) return 1
      return length(part) >= 16 && part ~ /[A-Za-z]/ && part !~ /[-_]/
    }
    {
      rest = $0
      line = ""
      while (match(rest, /[A-Za-z0-9+\/_=-]+/)) {
        word = substr(rest, RSTART, RLENGTH)
        if (RLENGTH >= 20) {
          count = split(word, part, "/")
          for (place = 1; place <= count; place++) if (is_random(part[place])) { word = "[secret]"; break }
        }
        line = line substr(rest, 1, RSTART - 1) word
        rest = substr(rest, RSTART + RLENGTH)
      }
      print line rest
    }'
}

# redacted: what comes in, as it may leave.
redacted() {
  without_known | without_kinds | without_random_words
}
