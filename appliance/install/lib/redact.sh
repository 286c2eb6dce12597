# What leaves the house for help holds no secret and nobody's data. What is known is replaced
# wherever it stands; for the rest, whatever looks like a secret, an address of mail or network, a
# telephone number, a folder of somebody or a link that opens something is taken for one. Ids and
# digests are shortened: enough is left to tell one from another.

# prepare_to_redact: what is known of the house, for without_names: how the appliance and the machine are
# called, and every name of their domains. None of it is a secret.
prepare_to_redact() {
  called_by=$(setting PUBLIC_HOST)
  called_here=$(uname -n)
  of_sender=$(setting SMTP_SENDER)
  {
    printf '%s\n' "$called_by" "$called_here" "$(setting SMTP_HOST)" "${of_sender#*@}" | grep '[.].*[A-Za-z]'
    sed -n 's/^\(search\|domain\)[[:space:]]*//p' "$probe/etc/resolv.conf" 2>/dev/null | tr -s ' \t' '\n'
  } | sed 's/\.$//' | awk -F . '
    /[^A-Za-z0-9.-]/ || NF == 0 { next }
    # The last two parts of a name tell the house; one alone is no name of its own.
    { domain = NF == 1 ? "+" $1 : "*" $(NF - 1) "\\." $NF
      print "s/([a-z0-9_-]+\\.)" domain "($|[^a-z0-9-])/[host]\\2/gI" }' | sort -u >"$scratch/domains"
  called_there=$(cat "$settings/offsite/host" 2>/dev/null) || :
  printf '%s\t[host]\n%s\t[machine]\n%s\t[machine]\n%s\t[host]\n' "$called_by" "$called_here" \
    "${called_here%%.*}" "$called_there" |
    awk -F '\t' '$1 != "" && tolower($1) != "localhost"' >"$scratch/called"
}

# secret_words: every word of the secrets that is long enough to be one. They go from hand to hand and
# are never written down.
secret_words() {
  cat "$secrets"/* "$secrets"/.[!.]* "$settings"/tls/*.key "$settings"/offsite/key \
    "$settings"/offsite/rclone.conf 2>/dev/null |
    tr -s ' \t:@/"#>' '\n' | awk 'length($0) >= 16'
  # People choose the password of a mail server and the keys of a bucket, and not always long ones.
  [ ! -e "$secrets/smtp_url" ] || sed -n 's/^[^@]*:\([^:@/][^:@/]*\)@.*/\1/p' "$secrets/smtp_url" | awk 1
  sed -n 's/^\(access_key_id\|secret_access_key\) = //p' "$settings/offsite/rclone.conf" 2>/dev/null || :
}

# without_secrets: replaces them wherever they stand. Words may hold anything, so none is a pattern.
without_secrets() {
  {
    secret_words
    echo
    cat
  } | awk '
    function replace(line, word,   done, at) {
      while ((at = index(line, word)) > 0) {
        done = done substr(line, 1, at - 1) "[secret]"
        line = substr(line, at + length(word))
      }
      return done line
    }
    !begun { if ($0 == "") begun = 1; else secret[$0]; next }
    # A key in lines of its own.
    inside { inside = !/-----END /; next }
    /-----BEGIN / && !/-----END / { print "[key or certificate]"; inside = 1; next }
    { for (word in secret) $0 = replace($0, word); print }'
}

# without_names: replaces the names of the house, in capitals too. A name may be part of any word.
without_names() {
  sed -E -f "$scratch/domains" | awk -v known="$scratch/called" '
    function is_inside(line, at, size) {
      return substr(line, at - 1, at > 1) ~ /[A-Za-z0-9]/ || substr(line, at + size, 1) ~ /[A-Za-z0-9]/
    }
    function replace(line, word, by,   done, at, size) {
      size = length(word)
      while ((at = index(tolower(line), word)) > 0) {
        done = done substr(line, 1, at - 1) (is_inside(line, at, size) ? substr(line, at, size) : by)
        line = substr(line, at + size)
      }
      return done line
    }
    BEGIN { while ((getline line < known) > 0) { split(line, pair, "\t"); by[tolower(pair[1])] = pair[2] } }
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
    -e 's/(^|[^0-9a-z])(\+|00)[1-9][0-9 ().\/-]{6,}[0-9]/\1[telephone number]/gI' \
    -e 's/(^|[^a-z])((t(e|é)l((e|é)(ph|f)on[a-z]*)?|phone|fax|mobile?|móvil|handy|טלפון)(_?(number|nummer|no|nr))?"?[:=. ]+"?)\(?[0-9][0-9 ().\/-]{4,}[0-9]/\1\2[telephone number]/gI' \
    -e 's/(^|[^0-9a-z./:_+-])\(?0[1-9][0-9]{0,4}\)?(( ?[\/-] ?|[ .])?[0-9]){5,11}([^0-9a-z:]|$)/\1[telephone number]\4/gI' \
    -e 's/(^|[^0-9a-z./:_+-])(\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-])[0-9]{3}[ .-][0-9]{4}([^0-9a-z:]|$)/\1[telephone number]\3/gI' \
    -e 's/(^|[^0-9a-z./:_+-])[6-9]([0-9]{2}( [0-9]{3}){2}|[0-9]{2}( [0-9]{2}){3}|[0-9] [0-9]{3}( [0-9]{2}){2})([^0-9a-z:]|$)/\1[telephone number]\6/gI' \
    -e 's/("id":"engine_group","verdict":"warn","measured":")[^"]*/\1[names]/g' \
    -e 's#(/(home|media|run/user)/)[^/[:space:]":;,]+#\1[name]#g'
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
  without_secrets | without_kinds | without_random_words | without_names
}
