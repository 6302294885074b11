// 接口文档页的文案；说明文字由服务器给出，为英文。
export const zhDocs = {
  docs: {
    title: "接口文档",
    lead: "瓦片、统计和业务数据的全部接口。说明由服务器生成，机器可读版本在",
    search: "按路径或说明查找",
    none: "没有找到“{{text}}”",
    parameters: "参数",
    required: "必填",
    body: "请求体",
    answers: "返回",
    fields: "字段",
    copy: "复制命令",
    open: "在新标签页打开",
  },
};
