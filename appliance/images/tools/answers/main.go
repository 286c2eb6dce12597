// Asks a server of its own container whether it is well: the health check of images without a shell.
//
//	answers http://127.0.0.1:8222/healthz
//
// Ends with status 0 when the answer is a 2xx within three seconds, otherwise with 1.
package main

import (
	"bufio"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"time"
)

const longest = 3 * time.Second

func ask(address string) error {
	at, err := url.Parse(address)
	if err != nil || at.Scheme != "http" || at.Port() == "" {
		return fmt.Errorf("give an address such as http://127.0.0.1:3333/health/live")
	}
	socket, err := net.DialTimeout("tcp", at.Host, longest)
	if err != nil {
		return err
	}
	defer socket.Close()
	socket.SetDeadline(time.Now().Add(longest))
	fmt.Fprintf(socket, "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", at.RequestURI(), at.Host)
	line, err := bufio.NewReader(socket).ReadString('\n')
	if err != nil {
		return err
	}
	if words := strings.Fields(line); len(words) < 2 || !strings.HasPrefix(words[1], "2") {
		return fmt.Errorf("%s", strings.TrimSpace(line))
	}
	return nil
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "answers ADDRESS")
		os.Exit(1)
	}
	if err := ask(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
