/*
 * Verifies a signature in minisign's format (Ed25519 over BLAKE2b-512), without a network and
 * without anything of the host.
 *
 *     verify-signature PUBLIC_KEY FILE SIGNATURE
 *
 * PUBLIC_KEY is the line of base64 of minisign's public key file. Prints the trusted comment. Exit
 * status: 0 the signature is the key's, 1 it is not, 2 it could not be looked at.
 */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define KEY_ID 8
#define ALGORITHM 2
#define COMMENT_MOST 1024

struct public_key {
  unsigned char algorithm[ALGORITHM], id[KEY_ID], key[crypto_sign_PUBLICKEYBYTES];
};

struct signature {
  unsigned char algorithm[ALGORITHM], id[KEY_ID], bytes[crypto_sign_BYTES];
};

static int problem(int status, const char *what) {
  fprintf(stderr, "%s\n", what);
  return status;
}

/* Reads base64 that must fill exactly `size` bytes. */
static int decode(const char *text, void *bytes, size_t size) {
  size_t length = 0;
  const char *end = NULL;
  if (sodium_base642bin(bytes, size, text, strlen(text), NULL, &length, &end,
                        sodium_base64_VARIANT_ORIGINAL) != 0)
    return -1;
  return length == size && *end == '\0' ? 0 : -1;
}

/* Reads one line without its end; fails when there is none or it is longer than fits. */
static int line(FILE *from, char *text, int size) {
  if (fgets(text, size, from) == NULL) return -1;
  size_t length = strlen(text);
  if (length == 0 || text[length - 1] != '\n') return -1;
  text[length - 1] = '\0';
  return 0;
}

static int hash_file(const char *path, unsigned char hash[crypto_generichash_BYTES_MAX]) {
  static unsigned char piece[1 << 16];
  crypto_generichash_state state;
  FILE *file = fopen(path, "rb");
  size_t length;
  if (file == NULL) return -1;
  crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES_MAX);
  while ((length = fread(piece, 1, sizeof piece, file)) > 0)
    crypto_generichash_update(&state, piece, length);
  int failed = ferror(file);
  fclose(file);
  crypto_generichash_final(&state, hash, crypto_generichash_BYTES_MAX);
  return failed ? -1 : 0;
}

int main(int count, char **words) {
  /* Nobody signs the first comment; it is compared, so that every byte of the file counts. */
  static const char untrusted_comment[] =
      "untrusted comment: signature of a bundle of Belvedere";
  static const char trusted[] = "trusted comment: ";
  struct public_key key;
  struct signature signature;
  unsigned char hash[crypto_generichash_BYTES_MAX];
  unsigned char over_comment[crypto_sign_BYTES];
  unsigned char commented[crypto_sign_BYTES + COMMENT_MOST];
  char untrusted[COMMENT_MOST], coded[COMMENT_MOST], comment[COMMENT_MOST], global[COMMENT_MOST];

  if (count != 4) return problem(2, "usage: verify-signature PUBLIC_KEY FILE SIGNATURE");
  if (sodium_init() < 0) return problem(2, "libsodium does not start");
  if (decode(words[1], &key, sizeof key) != 0 || memcmp(key.algorithm, "Ed", ALGORITHM) != 0)
    return problem(2, "the public key cannot be read");

  FILE *file = fopen(words[3], "rb");
  if (file == NULL) return problem(2, "the signature cannot be opened");
  int read = line(file, untrusted, sizeof untrusted) == 0 &&
             line(file, coded, sizeof coded) == 0 && line(file, comment, sizeof comment) == 0 &&
             line(file, global, sizeof global) == 0 && fgetc(file) == EOF;
  fclose(file);
  if (!read || strcmp(untrusted, untrusted_comment) != 0 || decode(coded, &signature, sizeof signature) != 0 ||
      memcmp(signature.algorithm, "ED", ALGORITHM) != 0 ||
      strncmp(comment, trusted, sizeof trusted - 1) != 0 ||
      decode(global, over_comment, sizeof over_comment) != 0)
    return problem(1, "the signature is damaged");
  if (memcmp(signature.id, key.id, KEY_ID) != 0)
    return problem(1, "the signature is of another key");
  if (hash_file(words[2], hash) != 0) return problem(2, "the signed file cannot be read");
  if (crypto_sign_verify_detached(signature.bytes, hash, sizeof hash, key.key) != 0)
    return problem(1, "the signature is not of this file");

  const char *said = comment + sizeof trusted - 1;
  size_t length = strlen(said);
  memcpy(commented, signature.bytes, crypto_sign_BYTES);
  memcpy(commented + crypto_sign_BYTES, said, length);
  if (crypto_sign_verify_detached(over_comment, commented, crypto_sign_BYTES + length, key.key))
    return problem(1, "the signature's comment was changed");
  puts(said);
  return 0;
}
