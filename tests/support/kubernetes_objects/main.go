// Reads objects as YAML from standard input, as an API server of Kubernetes reads them: a field that it
// does not know, one that is there twice, or a value of another kind ends it with status 1.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
)

func main() {
	decoder := serializer.NewCodecFactory(scheme.Scheme, serializer.EnableStrict).UniversalDeserializer()
	reader := yaml.NewYAMLReader(bufio.NewReader(os.Stdin))
	read, wrong := 0, 0
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			_, _, err = decoder.Decode(document, nil, nil)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			wrong++
		}
		read++
	}
	fmt.Println(read)
	if wrong > 0 || read == 0 {
		os.Exit(1)
	}
}
