# make demo, make test; «make» alone lists the rest.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard motcua/locale/*/LC_MESSAGES/django.po))
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check prove format bench docs messages install develop print-packages test-packages clean

help: ## liệt kê các lệnh
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "Tùy chọn của make demo: PORT=8000  FRESH=1 (làm lại từ đầu)  SCALE=0.05 (ít hồ sơ hơn, nhanh hơn)"

demo: install print-packages ## chạy bản xem thử với dữ liệu mẫu tại http://127.0.0.1:$PORT
	@$(BIN)/motcua demo --port $(PORT) $(if $(filter 1,$(FRESH)),--fresh) $(if $(SCALE),--scale $(SCALE))

test: develop print-packages test-packages ## chạy mọi bài thử, phần hồ sơ và các bàn cả trên PostgreSQL
	@$(BIN)/python -m tests

check: develop print-packages test-packages ## định dạng, quy tắc mã, kiểu, chiều phụ thuộc, rồi mọi bài thử
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.docs --check
	@$(BIN)/python -m tests

prove: develop print-packages test-packages ## chứng minh lâu: lịch sử ngẫu nhiên gấp mười, trên cả hai kho; sửa trộm phải lộ
	@$(BIN)/python -m tests.proving

format: develop ## định dạng lại mã
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

bench: develop print-packages ## đo tốc độ, in bảng
	@$(BIN)/python -m tests.bench

docs: develop ## sinh lại docs/generated
	@$(BIN)/python -m tools.docs

install: $(VENV)/.installed $(CATALOGUES)

develop: $(VENV)/.developing $(CATALOGUES)

messages: develop ## biên dịch bản dịch tiếng Anh và tiếng Khmer

print-packages:
	@tools/packages.sh ensure print translate

test-packages:
	@tools/packages.sh ensure test

clean: ## xóa môi trường Python và mọi tệp sinh ra, giữ dữ liệu trong var/
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(CATALOGUES)

$(BIN)/python:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || tools/packages.sh ensure python
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Đang cài Motcua vào $(VENV) ..." >&2
	@$(PIP) -e '.[build]'
	@touch $@

$(VENV)/.developing: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Đang cài Motcua và các công cụ thử vào $(VENV) ..." >&2
	@$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.installed

%.mo: %.po | $(VENV)/.installed
	@$(BIN)/pybabel --quiet compile -i $< -o $@
