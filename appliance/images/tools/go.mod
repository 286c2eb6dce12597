module belvedere/tools

go 1.24
