"""What ``plangraph`` alone says: what it is for, and what to do first."""

from __future__ import annotations

GREETING = {
    "zh": """把政府计划报告变成知识图谱：每个事实都能回到原文的字句。

先问随附的数据（北京市西城区 2022 年）：
  plangraph query report/metadata                  这是哪份报告
  plangraph query places/about -p place=什刹海      关于一个地点说了什么
  plangraph query --list                           还可以问什么

再读自己的报告：
  plangraph build 报告.txt -o 图谱.ttl
  plangraph query report/outline --data 图谱.ttl
  plangraph export gexf --data 图谱.ttl -o 图谱.gexf   用 Gephi 打开

全部命令见 plangraph --help，每个命令见 plangraph 命令 --help。For English: --lang en
""",
    "en": """From a plan report of a Chinese local government to a knowledge graph whose every fact points to its text.

Ask the data that ships (Xicheng, Beijing, 2022):
  plangraph query report/metadata                  which report this is
  plangraph query places/about -p place=什刹海      what is said about a place
  plangraph query --list                           what else can be asked

Then read a report of your own:
  plangraph build REPORT.txt -o GRAPH.ttl
  plangraph query report/outline --data GRAPH.ttl
  plangraph export gexf --data GRAPH.ttl -o GRAPH.gexf   to open in Gephi

All commands: plangraph --help; each of them: plangraph COMMAND --help. 中文：--lang zh
""",
}
