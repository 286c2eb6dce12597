// Starts a program that can take its secrets from the environment alone: for every variable NAME_FILE
// it reads the file into NAME, takes NAME_FILE away, and becomes the program.
//
//	with_secrets versitygw --port :7070 posix /var/lib/objects
//
// Refuses to start anything (status 1) when both are given, or when a file is empty or cannot be read.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

const suffix = "_FILE"

func environment(given []string) ([]string, error) {
	kept := []string{}
	for _, each := range given {
		name, value, _ := strings.Cut(each, "=")
		secret, isFile := strings.CutSuffix(name, suffix)
		if !isFile || secret == "" || value == "" {
			kept = append(kept, each)
			continue
		}
		if os.Getenv(secret) != "" {
			return nil, fmt.Errorf("%s and %s are both given: give one of them", secret, name)
		}
		content, err := os.ReadFile(value)
		if err != nil {
			return nil, fmt.Errorf("%s names a file that cannot be read", name)
		}
		text := strings.TrimSuffix(strings.TrimSuffix(string(content), "\n"), "\r")
		if text == "" {
			return nil, fmt.Errorf("%s names an empty file", name)
		}
		kept = append(kept, secret+"="+text)
	}
	return kept, nil
}

func start(words []string) error {
	if len(words) == 0 {
		return fmt.Errorf("with_secrets PROGRAM WORDS…")
	}
	variables, err := environment(os.Environ())
	if err != nil {
		return err
	}
	program, err := exec.LookPath(words[0])
	if err != nil {
		return err
	}
	return syscall.Exec(program, words, variables)
}

func main() {
	if err := start(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
